package dev.bqdispatch.flow;

import dev.bqdispatch.ingest.ReceivedMessage;
import dev.bqdispatch.ingest.Subscription;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A subscription to as many copies of one message as are wanted. */
final class Endless implements Subscription {
    private final Vertx vertx;
    private final ReceivedMessage message;
    private final Deque<Pull> pulls = new ArrayDeque<>();
    private int left;
    private int unacknowledged;
    private CountDownLatch settled = new CountDownLatch(0);

    private record Pull(int max, Promise<List<ReceivedMessage>> answer, Context caller) {}

    Endless(Vertx vertx, byte[] data) {
        this.vertx = vertx;
        message = new ReceivedMessage("ack", "message", Instant.parse("2026-03-14T05:12:20Z"), Map.of(), data, 0);
    }

    /** Hands out so many, and waits until all are acknowledged. */
    void release(int messages) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        synchronized (this) {
            settled = latch;
            left = messages;
            unacknowledged = messages;
            handOut();
        }
        if (!latch.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("messages are not acknowledged");
        }
    }

    @Override
    public synchronized Future<List<ReceivedMessage>> pull(int max) {
        Promise<List<ReceivedMessage>> answer = Promise.promise();
        pulls.add(new Pull(max, answer, vertx.getOrCreateContext()));
        handOut();
        return answer.future();
    }

    private void handOut() {
        while (left > 0 && !pulls.isEmpty()) {
            Pull pull = pulls.remove();
            int count = Math.min(left, pull.max());
            left -= count;
            List<ReceivedMessage> some =
                    Stream.generate(() -> message).limit(count).toList();
            pull.caller().runOnContext(here -> pull.answer().complete(some));
        }
    }

    @Override
    public synchronized Future<Void> acknowledge(List<String> ackIds) {
        unacknowledged -= ackIds.size();
        if (unacknowledged == 0) {
            settled.countDown();
        }
        return Future.succeededFuture();
    }

    @Override
    public Future<List<ReceivedMessage>> pullAtOnce() {
        return Future.succeededFuture(List.of());
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
