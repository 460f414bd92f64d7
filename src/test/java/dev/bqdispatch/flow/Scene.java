package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import dev.bqdispatch.config.Env;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.ingest.LeaseTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/**
 * A world with a subscription, three folders and a configuration, in which replicas of the service live and die. Time
 * stands still unless told otherwise, so that everything a run leaves behind is the same in every run.
 */
public final class Scene implements AutoCloseable {
    /** When the service starts and time stands still: half an hour after the sample jobs ended. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:30:00Z");

    /** When whatever a test puts in place at first was made: before the sample jobs ended. */
    private static final Instant BEFORE = Instant.parse("2026-03-01T11:00:00Z");

    /** The hour folder of the sample jobs, and of all child jobs. */
    public static final String HOUR = "2026-03-01_12";

    static final String SUBSCRIPTION = "projects/acme/subscriptions/bqdispatch";
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        // A replica that was killed has workers whose last call ends after its event loops are gone. What they throw
        // then
        // is nobody's, least of all that of the test which happens to wait at that moment.
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }

    private final FakeClock clock = new FakeClock(BEFORE);
    private final FakeWorld world = new FakeWorld(clock);
    private final Map<String, String> env = new HashMap<>();
    private final Map<Env, String> flags = new EnumMap<>(Env.class);
    private final List<Replica> replicas = new ArrayList<>();
    private String config = config("");
    private Duration ahead = Duration.ZERO;

    /** Child jobs announce themselves in these formats, one after the other. */
    public Scene(EventFormat... childFormats) {
        world.storage().createBucket("ops");
        world.storage().createBucket("data");
        world.announceJobsOn(TOPIC, childFormats.length == 0 ? new EventFormat[] {EventFormat.A} : childFormats);
        world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
        world.pubSub().pullWait(Duration.ofMillis(40));
    }

    /** A configuration with these routes, JSON objects joined by commas. */
    public static String config(String routes) {
        return config(routes, "");
    }

    /** A configuration with these routes and further keys, each with its comma before. */
    public static String config(String routes, String more) {
        return "{\"ProjectID\": \"acme\", \"Subscription\": \"bqdispatch\", \"Bucket\": \"data\","
                + " \"JournalURL\": \"gs://ops/journal/\", \"ErrorURL\": \"gs://ops/errors/\","
                + " \"DeferTaskURL\": \"gs://ops/tasks/\", \"DrainTimeoutMs\": 0, \"ReconcileSeconds\": 0"
                + more + ", \"Routes\": [" + routes + "]}";
    }

    /** What replicas are started with from now on: the JSON itself or a URL. */
    public Scene with(String configuration) {
        config = configuration;
        return this;
    }

    public Scene withEnv(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** Replicas from now on tell what they would do, and do nothing. */
    public Scene inDryRun() {
        flags.put(Env.DRY_RUN, "true");
        return this;
    }

    /** Replicas from now on live by a clock that is ahead of Google's by so much. */
    public Scene clockAhead(Duration by) {
        ahead = by;
        return this;
    }

    /** What replicas are started with. */
    String config() {
        return config;
    }

    /** The variables that replicas are started with. */
    Map<String, String> env() {
        return env;
    }

    public FakeWorld world() {
        return world;
    }

    public FakeClock clock() {
        return clock;
    }

    /** Starts one more replica. */
    public Replica start() {
        return start(Gateway.to(world));
    }

    /** Starts one more replica, which the gate may stop. */
    public Replica start(CrashGate gate) {
        return start(Gateway.to(world).behind(gate));
    }

    /** Starts one more replica, behind a gateway of the test's own making. */
    public Replica start(Gateway gateway) {
        if (clock.instant().isBefore(NOW)) {
            clock.advance(Duration.between(clock.instant(), NOW));
        }
        Replica replica = Replica.start(gateway, config, env, flags, Clock.offset(clock, ahead));
        replicas.add(replica);
        return replica;
    }

    /** Publishes the completion of a job of somebody else's, once in each format. */
    public Scene publish(SampleJob job, EventFormat... formats) {
        world.bigQuery().add(job.toRest());
        for (EventFormat format : formats) {
            world.pubSub()
                    .publish(TOPIC, ByteString.copyFromUtf8(job.event(format).toString()), Map.of());
        }
        return this;
    }

    /** Publishes anything. */
    public String publish(String data) {
        return publish(data, Map.of());
    }

    /** Publishes anything with attributes. */
    public String publish(String data, Map<String, String> attributes) {
        return world.pubSub().publish(TOPIC, ByteString.copyFromUtf8(data), attributes);
    }

    /** Waits until every message is acknowledged, of child jobs too. */
    public Scene settle() {
        await("every message acknowledged")
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(5))
                .until(this::isSettled);
        return this;
    }

    /** Waits as {@link #settle} does, and lets time pass whenever all that is left was given back to come later. */
    public Scene settleInTime() {
        await("every message acknowledged, in time")
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(2))
                .until(this::isSettledInTime);
        return this;
    }

    boolean isSettledInTime() {
        asleep().ifPresent(clock::advance);
        return isSettled();
    }

    /** Waits until all that is left was given back to come later. */
    public Duration untilAwake() {
        await("every message given back")
                .atMost(LONG_ENOUGH)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> asleep().isPresent());
        return asleep().orElseThrow();
    }

    private Optional<Duration> asleep() {
        return world.pubSub().asleep(SUBSCRIPTION, LeaseTimes.USUAL.extension());
    }

    boolean isSettled() {
        return world.pubSub().unacked().isEmpty();
    }

    /** The names of all objects under a URL, without it. */
    public List<String> names(String url) {
        return world.storage().list(url).stream()
                .map(name -> name.substring(url.length()))
                .toList();
    }

    /** The entry of a job under the journal. */
    public JsonNode entry(String jobId) {
        return json("gs://ops/journal/" + HOUR + "/" + jobId.replace("--", "/") + "-job.json");
    }

    /** The entry of a job under the errors. */
    public JsonNode failedEntry(String jobId) {
        return json("gs://ops/errors/" + HOUR + "/" + jobId.replace("--", "/") + "-job.json");
    }

    /** An object of JSON; fails with the names of what there is, if it is not there. */
    public JsonNode json(String url) {
        assertThat(world.storage().list("gs://ops/")).contains(url);
        return read(world.storage().text(url));
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a child job was configured to do; empty if it was not submitted. */
    public Optional<JsonNode> submitted(String jobId) {
        return world.bigQuery().job("acme", "US", jobId).map(job -> job.path("configuration"));
    }

    @Override
    public void close() {
        replicas.forEach(Replica::close);
        world.close();
    }
}
