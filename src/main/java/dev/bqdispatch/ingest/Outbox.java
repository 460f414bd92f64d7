package dev.bqdispatch.ingest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers what is to be told to the subscription, and tells it in few calls. */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int ENOUGH = 1_000;
    /** For what ends alone, long after what it was pulled with: so there are at most 200 calls a second more. */
    private static final long GATHER_MS = 5;

    /** Less than the shortest pause, so that a trial of the subscription shows whether it takes acknowledgements. */
    private static final long AGAIN_MS = 400;

    private final Vertx vertx;
    private final Subscription subscription;
    private final PullGate gate;
    private final Clock clock;
    private final Set<Future<?>> onTheWay = new HashSet<>();
    private List<Held> done = new ArrayList<>();
    private Map<Integer, List<String>> givenBack = new TreeMap<>();
    private int waiting;
    private boolean gathering;
    private boolean gaveBack;

    Outbox(Vertx vertx, Subscription subscription, PullGate gate, Clock clock) {
        this.vertx = vertx;
        this.subscription = subscription;
        this.gate = gate;
        this.clock = clock;
    }

    void acknowledge(Held held) {
        done.add(held);
        added(1);
    }

    /** @param seconds how long it is to stay away */
    void giveBack(String ackId, int seconds) {
        gaveBack |= seconds == 0;
        givenBack.computeIfAbsent(seconds, any -> new ArrayList<>()).add(ackId);
        added(1);
    }

    /** Whether anything was given back for others to have at once. */
    boolean gaveBack() {
        return gaveBack;
    }

    /** As {@link #send}; ends, and never fails, when it and what was on its way before is told, well or badly. */
    Future<Void> flush() {
        send();
        return Future.join(List.copyOf(onTheWay)).<Void>mapEmpty().otherwiseEmpty();
    }

    private void added(int count) {
        waiting += count;
        if (waiting >= ENOUGH) {
            send();
        } else if (!gathering) {
            gathering = true;
            vertx.setTimer(GATHER_MS, timer -> {
                gathering = false;
                send();
            });
        }
    }

    /** Tells all now, whatever may still come to be told with it. */
    void send() {
        List<Held> acks = done;
        Map<Integer, List<String>> backs = givenBack;
        done = new ArrayList<>();
        givenBack = new TreeMap<>();
        waiting = 0;
        Batches.of(acks, Held::ackId).forEach(this::sendAcks);
        backs.forEach((seconds, ids) -> Batches.of(ids, id -> id).forEach(batch -> sendBack(batch, seconds)));
    }

    private void sendAcks(List<Held> batch) {
        track(subscription.acknowledge(batch.stream().map(Held::ackId).toList()))
                .onSuccess(told -> gate.acknowledged())
                .onFailure(error -> {
                    gate.acknowledgementFailed(Puller.failure(error));
                    vertx.setTimer(AGAIN_MS, timer -> again(batch));
                });
    }

    /** Once the lease is over the message comes again whatever we say, and ends as a duplicate. */
    private void again(List<Held> batch) {
        Instant now = clock.instant();
        List<Held> ours =
                batch.stream().filter(held -> now.isBefore(held.leasedUntil())).toList();
        done.addAll(ours);
        added(ours.size());
    }

    /** Not tried again: the message comes back anyway when its lease ends. */
    private void sendBack(List<String> batch, int seconds) {
        track(subscription.modifyDeadline(batch, seconds))
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("messages", batch.size())
                        .addKeyValue("reason", error.getMessage())
                        .log("messages could not be given back, and come when their leases end"));
    }

    private <T> Future<T> track(Future<T> call) {
        onTheWay.add(call);
        return call.onComplete(ended -> onTheWay.remove(call));
    }
}
