package dev.bqdispatch.bench;

import dev.bqdispatch.ingest.ReceivedMessage;
import dev.bqdispatch.ingest.Subscription;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A subscription that answers from memory, faster than any network, until it has no more. For one event loop. */
final class MemorySource implements Subscription {
    private final Vertx vertx;
    private final List<byte[]> data;
    private final Instant published;
    private final long count;
    private final AtomicLong acknowledged = new AtomicLong();
    private long next;

    /**
     * Messages that wait.
     *
     * @param data in turns
     * @param count how many there are
     */
    MemorySource(Vertx vertx, List<byte[]> data, Instant published, long count) {
        this.vertx = vertx;
        this.data = List.copyOf(data);
        this.published = published;
        this.count = count;
    }

    /** How many are acknowledged; from any thread. */
    long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public Future<List<ReceivedMessage>> pull(int max) {
        Promise<List<ReceivedMessage>> answer = Promise.promise();
        if (next < count) {
            // As from a network: not before the caller has gone on.
            vertx.runOnContext(later -> answer.complete(some(max)));
        }
        return answer.future();
    }

    private List<ReceivedMessage> some(int max) {
        List<ReceivedMessage> some = new ArrayList<>();
        while (some.size() < max && next < count) {
            String id = Long.toString(next);
            byte[] message = data.get((int) (next++ % data.size()));
            some.add(new ReceivedMessage(id, id, published, Map.of(), message, 1));
        }
        return some;
    }

    @Override
    public Future<List<ReceivedMessage>> pullAtOnce() {
        return Future.succeededFuture(some(1));
    }

    @Override
    public Future<Void> acknowledge(List<String> ackIds) {
        acknowledged.addAndGet(ackIds.size());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> modifyDeadline(List<String> ackIds, int seconds) {
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> reconnect() {
        return Future.succeededFuture();
    }

    @Override
    public void abandonCalls(String why) {}

    @Override
    public void close() {}
}
