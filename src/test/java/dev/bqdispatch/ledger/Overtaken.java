package dev.bqdispatch.ledger;

import dev.bqdispatch.job.ObjectUrl;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Storage in which somebody else is quicker, once, when something that is there is to be written over or deleted. */
final class Overtaken implements Objects {
    private final Objects objects;
    private final Runnable other;
    private boolean done;

    Overtaken(Objects objects, Runnable other) {
        this.objects = objects;
        this.other = other;
    }

    @Override
    public Optional<Stat> replace(ObjectUrl url, long generation, byte[] json, Map<String, String> metadata) {
        if (generation != 0) {
            overtake();
        }
        return objects.replace(url, generation, json, metadata);
    }

    @Override
    public Page list(ObjectUrl prefix, @Nullable String from) {
        return objects.list(prefix, from);
    }

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
    public void put(ObjectUrl url, byte[] json) {
        objects.put(url, json);
    }

    @Override
    public boolean copy(ObjectUrl from, long generation, ObjectUrl to, Runnable betweenCalls) {
        return objects.copy(from, generation, to, betweenCalls);
    }

    @Override
    public boolean delete(ObjectUrl url, long generation) {
        overtake();
        return objects.delete(url, generation);
    }

    private void overtake() {
        if (!done) {
            done = true;
            other.run();
        }
    }
}
