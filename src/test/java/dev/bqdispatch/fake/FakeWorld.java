package dev.bqdispatch.fake;

import java.time.Clock;

/**
 * What there is of Google: one state, shared by any number of {@link Gateway}s, to be seeded and inspected by tests
 * with plain calls. Safe for use by many threads.
 */
public final class FakeWorld implements AutoCloseable {
    private final Clock clock;
    private final FakeStorage storage;
    private final Uploads uploads;
    private final FakeBigQuery bigQuery;
    private final FakePubSub pubSub;
    private final FakeKms kms = new FakeKms();
    private final FakeSlack slack = new FakeSlack();
    private final FakeTarget target = new FakeTarget();

    /** Every time that the fakes write or judge by (object times, leases, job times, the Date header) is this clock's. */
    public FakeWorld(Clock clock) {
        this.clock = clock;
        storage = new FakeStorage(clock);
        uploads = new Uploads(storage);
        bigQuery = new FakeBigQuery(clock, storage);
        pubSub = new FakePubSub(clock);
    }

    public FakeWorld() {
        this(Clock.systemUTC());
    }

    public Clock clock() {
        return clock;
    }

    public FakeStorage storage() {
        return storage;
    }

    Uploads uploads() {
        return uploads;
    }

    public FakeBigQuery bigQuery() {
        return bigQuery;
    }

    public FakePubSub pubSub() {
        return pubSub;
    }

    public FakeKms kms() {
        return kms;
    }

    /** The workspace that services behind the gateways post to. */
    public FakeSlack slack() {
        return slack;
    }

    /** Somebody's service, at {@code /target} of each gateway. */
    public FakeTarget target() {
        return target;
    }

    /** From now on each job that completes is announced on a topic, once in each of the formats, in that order. */
    public void announceJobsOn(String topic, EventFormat... formats) {
        pubSub.createTopic(topic);
        bigQuery.onCompletion(new CompletionEvents(pubSub, topic, formats));
    }

    /** Stops the timer on which jobs complete. */
    @Override
    public void close() {
        bigQuery.close();
    }
}
