package dev.bqdispatch.ledger;

import dev.bqdispatch.fake.FakeStorage;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.GcsObjects;
import dev.bqdispatch.gcp.RestClients;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The shelves over HTTP, with faked buckets behind them. */
final class StorageOverHttp implements AutoCloseable {
    static final ObjectUrl TASKS = new ObjectUrl("bucket", "tasks/");
    static final ObjectUrl JOURNAL = new ObjectUrl("bucket", "journal/");
    static final ObjectUrl ERRORS = new ObjectUrl("bucket", "errors/");
    static final String HOME = "acme";
    static final Instant ENDED = Instant.parse("2026-03-04T05:06:07Z");
    static final String HOUR = "2026-03-04_05/";

    private final FakeWorld world;
    private final Gateway gateway;
    private final Objects objects;

    StorageOverHttp() throws IOException {
        this(Clock.systemUTC());
    }

    /** @param clock storage's */
    StorageOverHttp(Clock clock) throws IOException {
        world = new FakeWorld(clock);
        gateway = Gateway.to(world);
        world.storage().createBucket("bucket");
        world.storage().createBucket("other");
        objects = new GcsObjects(new RestClients(4).storage(Optional.of(gateway.url())), CallMeter.none());
    }

    Objects objects() {
        return objects;
    }

    EntryShelf entries() {
        return new EntryShelf(objects, JOURNAL, ERRORS, HOME);
    }

    TaskShelf tasks() {
        return new TaskShelf(objects, TASKS);
    }

    FakeStorage storage() {
        return world.storage();
    }

    Gateway gateway() {
        return gateway;
    }

    static JobRef job(String id) {
        return new JobRef(HOME, "US", id);
    }

    @Override
    public void close() {
        gateway.close();
        world.close();
    }
}
