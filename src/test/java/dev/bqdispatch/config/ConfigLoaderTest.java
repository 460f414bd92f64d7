package dev.bqdispatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {
    private static final String URL = "gs://conf/c.json";
    private static final String REQUIRED = """
            "JournalURL": "gs://bkt/journal", "ErrorURL": "gs://bkt/errors/", "DeferTaskURL": "gs://bkt/tasks/",
            "Subscription": "jobs", "ProjectID": "acme\"""";

    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Deque<Failure> failingFolder = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private String text = "{" + REQUIRED + "}";

    /** One document, and an empty folder of routes; each fails as long as there are failures for it. */
    private final class Failing implements Places, DocumentPlace, RouteFolder {
        private <T> T unless(Deque<Failure> failing, T answer) {
            Failure next = failing.poll();
            if (next != null) {
                throw new CallFailed(next);
            }
            return answer;
        }

        @Override
        public DocumentPlace document(ObjectUrl url) {
            return this;
        }

        @Override
        public RouteFolder folder(ObjectUrl url) {
            return this;
        }

        @Override
        public String uri() {
            return URL;
        }

        @Override
        public Optional<String> mark() {
            return Optional.of("7");
        }

        @Override
        public Optional<Document> read() {
            return Optional.of(unless(failures, new Document(URL, "7", text, Instant.EPOCH)));
        }

        @Override
        public ObjectUrl url() {
            return new ObjectUrl("conf", "routes/");
        }

        @Override
        public List<Listed> list() {
            return unless(failingFolder, List.of());
        }

        @Override
        public Optional<Document> read(Listed file) {
            return Optional.empty();
        }
    }

    private Parsed<Loaded> load() {
        ConfigReader reader = new ConfigReader(new Environment(name -> null, Map.of()), Optional::empty);
        ConfigSource source = ((Parsed.Good<ConfigSource>) ConfigSource.of(URL)).value();
        return new ConfigLoader(reader, new Failing(), pauses::add).load(source);
    }

    private static Failure unavailable() {
        return new Failure(Failure.Kind.TRANSIENT, 503, "backendError", "later", Duration.ZERO);
    }

    @Test
    void whatFailsInPassingIsReadAgainAfterAPause() {
        failures.addAll(List.of(unavailable(), unavailable()));

        assertThat(load()).isInstanceOf(Parsed.Good.class);
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aFolderOfRoutesThatFailsInPassingIsListedAgain() {
        text = "{" + REQUIRED + ", \"RoutesURL\": \"gs://conf/routes/\"}";
        failingFolder.addAll(List.of(unavailable(), unavailable()));

        assertThat(load()).isInstanceOf(Parsed.Good.class);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void whatGoesOnFailingIsToldAfterThreeTries() {
        failures.addAll(List.of(unavailable(), unavailable(), unavailable()));

        assertThat(load().problems())
                .extracting(Problem::toString)
                .containsExactly(URL + ": $: can't be read: 503 backendError: later");
        assertThat(pauses).hasSize(2);
    }

    @Test
    void whatFailsForGoodIsToldAtOnce() {
        failures.add(new Failure(Failure.Kind.PERMANENT, 403, "forbidden", "no", Duration.ZERO));

        assertThat(load().problems())
                .extracting(Problem::toString)
                .containsExactly(URL + ": $: can't be read: 403 forbidden: no");
        assertThat(pauses).isEmpty();
    }
}
