package dev.bqdispatch.ingest;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;

/** Keeps pulls outstanding, as many as the gate allows, for as many messages as there are permits. */
final class Puller {
    /** How long a freed permit waits for others: a pull for each would be one call per message. */
    private static final long GATHER_MS = 5;

    private final Vertx vertx;
    private final Subscription subscription;
    private final IngestSettings settings;
    private final Permits permits;
    private final PullGate gate;
    private final Consumer<List<ReceivedMessage>> taker;
    private int outstanding;
    private boolean gathering;

    /** @param taker takes over what was received, with a permit each */
    Puller(
            Vertx vertx,
            Subscription subscription,
            IngestSettings settings,
            Permits permits,
            PullGate gate,
            Consumer<List<ReceivedMessage>> taker) {
        this.vertx = vertx;
        this.subscription = subscription;
        this.settings = settings;
        this.permits = permits;
        this.gate = gate;
        this.taker = taker;
        permits.onFreed(this::freed);
        gate.onOpened(this::pump);
    }

    /** Sends what may be sent; to be called whenever more may be than before. */
    void pump() {
        while (outstanding < gate.pulls(settings.pulls())) {
            int asked = permits.take(gate.most(settings.share()));
            if (asked == 0) {
                return;
            }
            send(asked);
        }
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
        outstanding++;
        subscription
                .pull(asked)
                .onSuccess(messages -> {
                    outstanding--;
                    if (!messages.isEmpty()) {
                        gate.received();
                        taker.accept(messages);
                    }
                    permits.giveBack(asked - messages.size());
                    pump();
                })
                .onFailure(error -> {
                    outstanding--;
                    gate.subscriptionFailed(failure(error));
                    permits.giveBack(asked);
                    pump();
                });
    }

    static Failure failure(Throwable error) {
        return error instanceof CallFailed failed ? failed.failure() : Failure.passing(String.valueOf(error));
    }
}
