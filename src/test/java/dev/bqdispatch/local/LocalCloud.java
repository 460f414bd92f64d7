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
    /** Long enough to be seen, short enough to be waited for. */
    private static final Duration JOB_TIME = Duration.ofSeconds(1);

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);
    private final SeedFolder seed;

    /** Opens it and uploads the folder. */
    LocalCloud(Path folder) throws IOException {
        world.bigQuery().completionDelay(JOB_TIME);
        world.announceJobsOn(TOPIC, EventFormat.A, EventFormat.B);
        world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
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
        return Map.of(
                "CONFIG", CONFIG,
                "PUBSUB_TRANSPORT", "http",
                "PUBSUB_EMULATOR_HOST", url(),
                "STORAGE_EMULATOR_HOST", url(),
                "BIGQUERY_EMULATOR_HOST", url());
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
