package dev.bqdispatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.Jobs;
import dev.bqdispatch.action.Messengers;
import dev.bqdispatch.action.Tables;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.ledger.Objects;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fence around a dry run: it may read what it likes, write into one folder, and nothing else. What a dry run should do
 * is decided elsewhere; a call that comes up against the fence is a bug, which is better seen than done.
 */
final class DryRun {
    private DryRun() {}

    static Jobs fenced(Jobs jobs) {
        return new Jobs() {
            @Override
            public boolean insert(ObjectNode job) {
                throw refusal("submit " + job.path("jobReference"));
            }

            @Override
            public Optional<ObjectNode> get(JobRef ref) {
                return jobs.get(ref);
            }
        };
    }

    static Tables fenced(Tables tables) {
        return new Tables() {
            @Override
            public Optional<ObjectNode> get(TableName table) {
                return tables.get(table);
            }

            @Override
            public boolean insert(ObjectNode table) {
                throw refusal("create " + table.path("tableReference"));
            }

            @Override
            public boolean delete(TableName table) {
                throw refusal("delete " + table);
            }
        };
    }

    /** Keys and identities may be asked for. */
    static Messengers fenced(Messengers messengers) {
        return new Messengers(
                (token, message, hidden) -> {
                    throw refusal("post to Slack");
                },
                ask -> {
                    throw refusal("make " + ask);
                },
                messengers.keys(),
                (topic, data, attributes) -> {
                    throw refusal("publish to " + topic);
                },
                messengers.identities());
    }

    static Objects fenced(Objects objects, ObjectUrl folder) {
        return new FencedObjects(objects, folder);
    }

    private static IllegalStateException refusal(String what) {
        return new IllegalStateException("a dry run must not " + what);
    }

    private record FencedObjects(Objects objects, ObjectUrl folder) implements Objects {
        @Override
        public Optional<Content> read(ObjectUrl url) {
            return objects.read(url);
        }

        @Override
        public Optional<byte[]> readBytes(ObjectUrl url, int most) {
            return objects.readBytes(url, most);
        }

        @Override
        public Optional<Stat> stat(ObjectUrl url) {
            return objects.stat(url);
        }

        @Override
        public Optional<Stat> replace(ObjectUrl url, long generation, byte[] json, Map<String, String> metadata) {
            return objects.replace(inside(url), generation, json, metadata);
        }

        @Override
        public void put(ObjectUrl url, byte[] json) {
            objects.put(inside(url), json);
        }

        @Override
        public Page list(ObjectUrl prefix, @Nullable String from) {
            return objects.list(prefix, from);
        }

        @Override
        public boolean copy(ObjectUrl from, long generation, ObjectUrl to, Runnable betweenCalls) {
            return objects.copy(from, generation, inside(to), betweenCalls);
        }

        @Override
        public boolean delete(ObjectUrl url, long generation) {
            return objects.delete(inside(url), generation);
        }

        private ObjectUrl inside(ObjectUrl url) {
            if (!folder.contains(url)) {
                throw refusal("write " + url);
            }
            return url;
        }
    }
}
