package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Reconciling;
import dev.bqdispatch.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Begins a pass from time to time, unless another replica has; deployed with a worker pool of its own, on which all calls
 * block.
 */
public final class ReconcileVerticle extends VerticleBase {
    /** The start has better things to do; and what comes first shows whether there is a backlog. */
    private static final Duration AFTER_START = Duration.ofSeconds(30);

    /** A pass that was told to stop has at most this for its last call; then its claim ends by itself. */
    private static final Duration LAST_CALL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileVerticle.class);

    private final Bus bus;
    private final Metrics metrics;
    private final Reach reach;
    private final Clock clock;
    private final RandomGenerator random;
    private final Retrier.Patience patience;
    private final PassNotes notes;
    private final SettledJobs settled = new SettledJobs();
    private final Instant startedHere;
    private Reconciling settings;
    private long timer = -1;
    private volatile Future<PassResult> running = Future.succeededFuture(PassResult.DONE);
    private volatile boolean stopping;
    private volatile @Nullable Instant lastWhole;
    private volatile Tally lastTally = new Tally();

    @SuppressWarnings("NullAway.Init") // at start, which knows the Vertx
    private Tools tools;

    /** @param first the rules until others are published */
    public ReconcileVerticle(
            Bus bus,
            Metrics metrics,
            Reach reach,
            Rules first,
            Clock clock,
            RandomGenerator random,
            Retrier.Patience patience) {
        this.bus = bus;
        this.metrics = metrics;
        this.reach = reach;
        this.settings = first.reconciling();
        this.clock = clock;
        this.random = random;
        this.patience = patience;
        this.notes = new PassNotes(reach.objects(), reach.claims().names());
        this.startedHere = clock.instant();
    }

    @Override
    public Future<?> start() {
        tools = new Tools(bus, metrics, new Retrier(vertx, random, patience), reach);
        show();
        begin();
        return Future.all(
                bus.listen(Addresses.RULES, news -> hear(news.rules().reconciling())),
                bus.listen(Addresses.STOP, stop -> stopping |= stop.job() == null));
    }

    /**
     * Begins nothing any more, and waits for what is being carried. Callable from any thread, also if this was never
     * deployed.
     *
     * @return ends after the timeout at the latest; never fails
     */
    public Future<Void> drain(Duration timeout) {
        stopping = true;
        Future<PassResult> last = running;
        if (last.isComplete()) {
            return Future.succeededFuture();
        }
        return Future.any(last, vertx.timer(Math.max(1, timeout.toMillis())))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    @Override
    public Future<?> stop() {
        vertx.cancelTimer(timer);
        return drain(LAST_CALL);
    }

    private void show() {
        metrics.show(Metric.RECONCILED_AT, () -> {
            Instant last = lastWhole;
            return last == null ? 0 : last.toEpochMilli() / 1_000.0;
        });
        for (Tally.Waiting how : Tally.Waiting.values()) {
            metrics.show(Metric.TASKS_WAITING, () -> lastTally.waiting(how), how.word());
        }
    }

    private void hear(Reconciling now) {
        boolean anew = !now.every().equals(settings.every());
        settings = now;
        if (anew) {
            begin();
        }
    }

    private void begin() {
        if (!settings.isOn()) {
            vertx.cancelTimer(timer);
            return;
        }
        // What ends from now on is ours, also what ends before the first pass.
        tools.call(notes::firstStart)
                .onFailure(error -> LOG.debug("the first pass has to note when the service started", error));
        Duration longest = settings.every().compareTo(AFTER_START) < 0 ? settings.every() : AFTER_START;
        schedule(longest, 0.5, 1);
    }

    /** So that replicas do not come all at once. */
    private void schedule(Duration about, double least, double most) {
        vertx.cancelTimer(timer);
        if (settings.isOn() && !stopping) {
            long millis = (long) (about.toMillis() * random.nextDouble(least, most));
            timer = vertx.setTimer(Math.max(1, millis), rung -> pass());
        }
    }

    private void pass() {
        if (!running.isComplete()) {
            return;
        }
        Pass pass = new Pass(tools, settings, notes, settled, clock, startedHere, () -> stopping);
        running = pass.run().recover(error -> Future.succeededFuture(failed(error)));
        running.onSuccess(result -> {
            metrics.count(Metric.RECONCILED, result.word());
            tell(pass, result);
            schedule(settings.every(), 0.9, 1.1);
        });
    }

    private static PassResult failed(Throwable error) {
        boolean expected = error instanceof GroundLost || error instanceof CallFailed;
        LOG.atWarn()
                .addKeyValue("reason", String.valueOf(error.getMessage()))
                .setCause(expected ? null : error)
                .log("reconciling failed");
        return PassResult.FAILED;
    }

    private void tell(Pass pass, PassResult result) {
        lastWhole = pass.lastWhole() == null ? lastWhole : pass.lastWhole();
        if (result == PassResult.BUSY) {
            return;
        }
        lastTally = pass.tally();
        LOG.atLevel(lastTally.isWorthALine() ? Level.INFO : Level.DEBUG)
                .addKeyValue("result", result.word())
                .addKeyValue("saw", lastTally.toString())
                .log("reconciled");
    }
}
