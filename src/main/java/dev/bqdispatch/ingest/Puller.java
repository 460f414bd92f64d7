package dev.bqdispatch.ingest;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Keeps pulls outstanding, as many as the gate allows, for as many messages as there are permits. */
final class Puller {
    /** How long a freed permit waits for others: a pull for each would be one call per message. */
    private static final long GATHER_MS = 5;

    /** A server that answers sooner that there is nothing does not wait for messages, so we must. */
    private static final long AT_ONCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** A pull that lasts so long may have ended because nobody answered. */
    private static final long NO_ANSWER_NANOS = TimeUnit.SECONDS.toNanos(70);

    private static final long FIRST_REST_MS = 50;
    private static final long LONGEST_REST_MS = 1_000;

    private final Vertx vertx;
    private final Subscription subscription;
    private final IngestSettings settings;
    private final Permits permits;
    private final HeldBytes bytes;
    private final PullGate gate;
    private final Consumer<List<ReceivedMessage>> taker;
    private final LongSupplier nanoTime;
    // Read by whoever looks at the metrics, on whatever thread.
    private final AtomicInteger outstanding = new AtomicInteger();
    private Runnable answered = () -> {};
    private boolean gathering;
    private int connections;
    /** How many of the outstanding pulls are made over the connections of now. */
    private int current;

    private long restMs = FIRST_REST_MS;

    /**
     * A puller that begins with the first {@link #pump}.
     *
     * @param nanoTime as {@link System#nanoTime}
     * @param taker takes over what was received, with a permit each
     */
    Puller(
            Vertx vertx,
            Subscription subscription,
            IngestSettings settings,
            Permits permits,
            HeldBytes bytes,
            PullGate gate,
            LongSupplier nanoTime,
            Consumer<List<ReceivedMessage>> taker) {
        this.vertx = vertx;
        this.subscription = subscription;
        this.settings = settings;
        this.permits = permits;
        this.bytes = bytes;
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.taker = taker;
        permits.onFreed(this::freed);
        gate.onOpened(this::pump);
    }

    /** Sends what may be sent; to be called whenever more may be than before. */
    void pump() {
        while (current < gate.pulls(settings.pulls()) && bytes.takesPull()) {
            int asked = permits.take(gate.most(settings.share()));
            if (asked == 0) {
                return;
            }
            send(asked);
        }
    }

    /** Who is told when a pull that waited was answered. */
    void onAnswered(Runnable listener) {
        answered = listener;
    }

    /**
     * Asks for one message that need not be waited for. Pulls that wait may have all permits, so it takes its own: for a
     * moment there may be one message more than there should be.
     *
     * @return how many messages came; fails as the call does
     */
    Future<Integer> pullAtOnce() {
        permits.takeOne();
        return subscription.pullAtOnce().onFailure(error -> permits.giveBack(1)).map(messages -> {
            permits.giveBack(1 - messages.size());
            taker.accept(messages);
            return messages.size();
        });
    }

    /** How many pulls have not ended yet. */
    int outstanding() {
        return outstanding.get();
    }

    /** From now on pulls are made over other connections; how those end that were sent before says nothing of them. */
    void reconnected() {
        connections++;
        current = 0;
    }

    private void freed() {
        if (permits.free() >= settings.share()) {
            pump();
        } else if (!gathering) {
            gathering = true;
            vertx.setTimer(GATHER_MS, timer -> {
                gathering = false;
                pump();
            });
        }
    }

    private void send(int asked) {
        outstanding.incrementAndGet();
        bytes.sent();
        current++;
        long sent = nanoTime.getAsLong();
        int over = connections;
        subscription
                .pull(asked)
                .onSuccess(messages -> {
                    permits.giveBack(asked - messages.size());
                    long took = nanoTime.getAsLong() - sent;
                    if (over == connections && (!messages.isEmpty() || took < NO_ANSWER_NANOS)) {
                        answered.run();
                        gate.pullAnswered();
                    }
                    if (messages.isEmpty()) {
                        empty(took, over);
                        return;
                    }
                    restMs = FIRST_REST_MS;
                    gate.received();
                    taker.accept(messages);
                    ended(over);
                })
                .onFailure(error -> {
                    if (over == connections) {
                        gate.pullFailed(failure(error));
                    }
                    permits.giveBack(asked);
                    ended(over);
                });
    }

    private void empty(long tookNanos, int over) {
        if (tookNanos >= AT_ONCE_NANOS) {
            ended(over);
            return;
        }
        // It stays outstanding meanwhile, or another pull would be sent in its place.
        vertx.setTimer(restMs, rested -> ended(over));
        restMs = Math.min(LONGEST_REST_MS, 2 * restMs);
    }

    private void ended(int over) {
        outstanding.decrementAndGet();
        bytes.answered();
        if (over == connections) {
            current--;
        }
        pump();
    }

    static Failure failure(Throwable error) {
        return error instanceof CallFailed failed ? failed.failure() : Failure.passing(String.valueOf(error));
    }
}
