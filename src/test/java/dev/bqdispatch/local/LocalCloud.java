package dev.bqdispatch.local;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.CompletionEvents;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Google as it is on this machine: the fakes behind one port of the loopback interface, with a bucket that is a copy of a
 * folder, and a topic that hears of every finished job, twice, as both audit logs tell it.
 */
final class LocalCloud implements AutoCloseable {
    static final String PROJECT = "local-project";
    static final String BUCKET = "gs://local-bucket/";
    static final String CONFIG = BUCKET + "bqdispatch.json";
    static final String TOPIC = "projects/" + PROJECT + "/topics/bigquery-jobs";
    static final String SUBSCRIPTION = "projects/" + PROJECT + "/subscriptions/bqdispatch";
    static final String REPORTS = "projects/" + PROJECT + "/topics/reports";
    static final String SLACK_TOKEN = "xoxb-local";
    private static final String KEY = "projects/" + PROJECT + "/locations/us-central1/keyRings/local/cryptoKeys/slack";
    /** Long enough to be seen, short enough to be waited for. */
    private static final Duration JOB_TIME = Duration.ofSeconds(1);

    private static final String TEMPLATE = """
            {"description": "All events, by day",
             "schema": {"fields": [{"name": "at", "type": "TIMESTAMP"}, {"name": "user", "type": "STRING"}]},
             "timePartitioning": {"type": "DAY", "field": "at"}}
            """;

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final SeedFolder seed;

    /** Opens it and uploads the folder. */
    LocalCloud(Path folder) throws IOException {
        world.bigQuery().completionDelay(JOB_TIME);
        world.announceJobsOn(TOPIC, EventFormat.A, EventFormat.B);
        world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
        world.pubSub().createTopic(REPORTS);
        String secret = "{\"Token\": \"" + SLACK_TOKEN + "\"}";
        world.kms().createKey(KEY);
        world.storage().put(BUCKET + "config/slack.json.enc", world.kms().encrypt(KEY, secret), Map.of());
        world.bigQuery().tables().create(PROJECT + ":shop.events_template", TEMPLATE);
        seed = new SeedFolder(folder, world.storage(), BUCKET);
        seed.uploadChanged();
    }

    FakeWorld world() {
        return world;
    }

    SeedFolder seed() {
        return seed;
    }

    /** {@code http://127.0.0.1:PORT}. */
    String url() {
        return gateway.url();
    }

    /** What the service must be told to find its way here and nowhere else. */
    Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("CONFIG", CONFIG),
                Map.entry("PUBSUB_TRANSPORT", "http"),
                Map.entry("PUBSUB_EMULATOR_HOST", url()),
                Map.entry("STORAGE_EMULATOR_HOST", url()),
                Map.entry("BIGQUERY_EMULATOR_HOST", url()),
                Map.entry("KMS_EMULATOR_HOST", url()),
                Map.entry("SLACK_API_URL", url() + "/slack"),
                Map.entry("REPORTS_URL", url() + "/target"),
                // Identity tokens come from this machine too, whoever is logged in on it.
                Map.entry("GCE_METADATA_HOST", url().substring("http://".length())),
                Map.entry("GOOGLE_APPLICATION_CREDENTIALS", ""),
                Map.entry("CLOUDSDK_CONFIG", "/nowhere"));
    }

    /** A file is delivered again. */
    void deliver(String path) {
        try {
            seed.upload(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody's job ends now, and is told in the formats. */
    void finish(SampleJob sample, EventFormat... formats) {
        SampleJob job = sample.withProject(PROJECT).endedAt(world.clock().instant());
        world.bigQuery().add(job.toRest());
        new CompletionEvents(world.pubSub(), TOPIC, formats).accept(job.toRest());
    }

    /** A query ends now; the topic hears all that Cloud Logging says of it, the completion last. */
    void finishNoisily(SampleJob sample) {
        SampleJob job = sample.withProject(PROJECT).endedAt(world.clock().instant());
        world.bigQuery().add(job.toRest());
        CompletionEvents events = new CompletionEvents(world.pubSub(), TOPIC, EventFormat.A);
        job.noise().forEach(events::publish);
        events.accept(job.toRest());
    }

    void publish(String data) {
        world.pubSub().publish(TOPIC, ByteString.copyFromUtf8(data), Map.of());
    }

    @Override
    public void close() {
        gateway.close();
        world.close();
    }
}
