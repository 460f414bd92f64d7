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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the work in hand within a given time. */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private static final long LOOK_MS = 20;
    private static final int LOOKS = 25;

    private final Vertx vertx;
    private final Bus bus;
    private final PullGate gate;
    private final InFlight inFlight;
    private final Settler settler;
    private final Outbox outbox;
    private final Puller puller;
    private @Nullable Future<Void> ended;

    Drain(Vertx vertx, Bus bus, PullGate gate, InFlight inFlight, Settler settler, Outbox outbox, Puller puller) {
        this.vertx = vertx;
        this.bus = bus;
        this.gate = gate;
        this.inFlight = inFlight;
        this.settler = settler;
        this.outbox = outbox;
        this.puller = puller;
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
        return over.future()
                .compose(done -> {
                    vertx.cancelTimer(timer);
                    inFlight.all().forEach(held -> settler.settle(held, new Verdict.Later(NotNow.stopped())));
                    return outbox.flush();
                })
                .compose(told -> outbox.gaveBack() ? awaitPulls(LOOKS) : Future.succeededFuture());
    }

    /** Pulls that are still outstanding are the first to get what was given back, and have to give it back again. */
    private Future<Void> awaitPulls(int looks) {
        if (puller.outstanding() == 0 || looks == 0) {
            return outbox.flush();
        }
        return vertx.timer(LOOK_MS).compose(rung -> awaitPulls(looks - 1));
    }
}
