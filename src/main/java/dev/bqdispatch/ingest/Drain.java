package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.StopPlan;
import dev.bqdispatch.message.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the work in hand within a given time. */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** How long pulls are waited for that a slow server may have answered, if there is the time. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private static final long LOOK_MS = 20;
    private static final int LOOKS = 25;

    private final Vertx vertx;
    private final Bus bus;
    private final PullGate gate;
    private final InFlight inFlight;
    private final Settler settler;
    private final Outbox outbox;
    private final Puller puller;
    private final LongSupplier nanoTime;
    private @Nullable Future<Void> ended;

    /** @param nanoTime as {@link System#nanoTime} */
    Drain(
            Vertx vertx,
            Bus bus,
            PullGate gate,
            InFlight inFlight,
            Settler settler,
            Outbox outbox,
            Puller puller,
            LongSupplier nanoTime) {
        this.vertx = vertx;
        this.bus = bus;
        this.gate = gate;
        this.inFlight = inFlight;
        this.settler = settler;
        this.outbox = outbox;
        this.puller = puller;
        this.nanoTime = nanoTime;
    }

    /** Stops pulling and plans, waits, gives back the rest, and tells the subscription; only the first call counts. */
    Future<Void> begin(Duration timeout) {
        if (ended == null) {
            ended = drain(timeout);
        }
        return ended;
    }

    private Future<Void> drain(Duration timeout) {
        LOG.atInfo().addKeyValue("inFlight", inFlight.count()).log("draining");
        gate.close();
        bus.announce(Addresses.STOP, new StopPlan(null));
        Promise<Void> over = Promise.promise();
        inFlight.whenEmpty().onSuccess(empty -> over.tryComplete());
        long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), late -> over.tryComplete());
        long end = nanoTime.getAsLong() + timeout.toNanos();
        return over.future()
                .compose(done -> {
                    vertx.cancelTimer(timer);
                    inFlight.all().forEach(held -> settler.settle(held, new Verdict.Later(NotNow.stopped())));
                    return outbox.flush();
                })
                .compose(told -> lastAnswers(end - nanoTime.getAsLong()))
                .compose(told -> outbox.gaveBack() ? awaitPulls(LOOKS) : Future.succeededFuture());
    }

    /** What a pull is bringing now would come again only after its lease. */
    private Future<Void> lastAnswers(long leftNanos) {
        if (leftNanos <= 0) {
            return Future.succeededFuture();
        }
        Promise<Void> enough = Promise.promise();
        long most = Math.min(LONGEST_WAIT.toMillis(), TimeUnit.NANOSECONDS.toMillis(leftNanos));
        long timer = vertx.setTimer(Math.max(1, most), late -> enough.tryComplete());
        overtake(enough);
        return enough.future().compose(answered -> {
            vertx.cancelTimer(timer);
            return outbox.flush();
        });
    }

    /**
     * Nobody knows whether a pull that is outstanding waits for messages or is bringing some. But what is asked for now, and at
     * once, shows how long the server takes: what is not answered in twice that time, waits.
     */
    private void overtake(Promise<Void> enough) {
        int before = puller.outstanding();
        if (before == 0 || enough.future().isComplete()) {
            enough.tryComplete();
            return;
        }
        long asked = nanoTime.getAsLong();
        puller.pullAtOnce().onComplete(answer -> {
            long took = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - asked);
            vertx.setTimer(took + 1, again -> {
                if (puller.outstanding() == before) {
                    enough.tryComplete();
                } else {
                    overtake(enough);
                }
            });
        });
    }

    /** Pulls that are still outstanding are the first to get what was given back, and have to give it back again. */
    private Future<Void> awaitPulls(int looks) {
        if (puller.outstanding() == 0 || looks == 0) {
            return outbox.flush();
        }
        return vertx.timer(LOOK_MS).compose(rung -> awaitPulls(looks - 1));
    }
}
