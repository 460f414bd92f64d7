package dev.bqdispatch.reconcile;

import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.rule.Reconciling;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass of the reconciler, by the one replica that has the claim. Used once. */
final class Pass {
    /** A replica that dies with the claim keeps the others out for so long. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    private final Tools tools;
    private final Reconciling settings;
    private final PassNotes notes;
    private final SettledJobs settled;
    private final Clock clock;
    private final Instant startedHere;
    private final BooleanSupplier stopping;
    private final Tally tally = new Tally();
    private @Nullable Instant lastWhole;

    /**
     * @param clock this machine's
     * @param startedHere when this process started, by that clock
     */
    Pass(
            Tools tools,
            Reconciling settings,
            PassNotes notes,
            SettledJobs settled,
            Clock clock,
            Instant startedHere,
            BooleanSupplier stopping) {
        this.tools = tools;
        this.settings = settings;
        this.notes = notes;
        this.settled = settled;
        this.clock = clock;
        this.startedHere = startedHere;
        this.stopping = stopping;
    }

    /**
     * What is known when a pass begins.
     *
     * @param now by Google's clock
     * @param ahead how much that is ahead of this machine's
     * @param firstStart of the first replica ever
     */
    private record Beginning(Instant now, Duration ahead, Optional<LastPass> last, Instant firstStart) {}

    /** What it saw; to be asked when it has ended. */
    Tally tally() {
        return tally;
    }

    /** When the last whole pass was that is known now, by Google's clock; null if none is. */
    @Nullable
    Instant lastWhole() {
        return lastWhole;
    }

    /** Fails where the folder of claims can't be had. */
    Future<PassResult> run() {
        Claims claims = tools.reach().claims();
        Claim.Bid bid = claims.bid(claims.names().reconciler(), Map.of("about", "reconciling"), LEASE);
        return tools.call(() -> claims.take(bid))
                .compose(attempt -> attempt instanceof Claims.Attempt.Held held
                        ? with(held.claim())
                        : Future.succeededFuture(PassResult.BUSY));
    }

    private Future<PassResult> with(Claim claim) {
        return tools.call(this::begin)
                .compose(begin -> isRecent(begin) ? Future.succeededFuture(PassResult.BUSY) : watched(begin, claim))
                .eventually(() -> release(claim));
    }

    private Future<PassResult> watched(Beginning begin, Claim claim) {
        Watch watch = new Watch(tools, claim, stopping, settings.after(), begin.ahead());
        return watch.notBehind()
                .compose(fine -> fine ? look(begin, watch) : Future.succeededFuture())
                .map(done -> {
                    PassResult over = watch.over();
                    return over != null ? over : tally.hasFailed() ? PassResult.FAILED : PassResult.DONE;
                });
    }

    /** Blocks. */
    private Beginning begin() {
        Instant now = tools.reach().time().now();
        Duration ahead = Duration.between(clock.instant(), now);
        Optional<LastPass> last = notes.last();
        lastWhole = last.map(LastPass::at).orElse(null);
        return new Beginning(now, ahead, last, notes.firstStart());
    }

    /** Each replica has a timer of its own, and one pass per period is enough. */
    private boolean isRecent(Beginning begin) {
        Instant recent = begin.now().minus(settings.every().dividedBy(2));
        return begin.last().filter(last -> last.at().isAfter(recent)).isPresent();
    }

    private Future<Void> look(Beginning begin, Watch watch) {
        Window window = Window.of(begin.now(), settings, begin.last(), begin.firstStart());
        begin.last()
                .filter(last -> last.until().isBefore(window.created()))
                .ifPresent(
                        last -> LOG.atWarn()
                                .addKeyValue("since", last.until().toString())
                                .addKeyValue("listed", window.created().toString())
                                .log(
                                        "the last pass was longer ago than ReconcileLookbackHours; missed events from in between stay missed"));
        Carrier carrier = new Carrier(tools, watch, tally);
        JobLook jobLook = new JobLook(tools, watch, tally, carrier, settled, startedHere.plus(begin.ahead()));
        ListedPlaces places = new ListedPlaces();
        MissedJobs missed = new MissedJobs(tools, watch, tally, window, jobLook, places);
        WaitingTasks waiting = waiting(begin, watch, carrier, places);
        // Jobs first, and with them the locations there are: else a task of a job elsewhere would look orphaned.
        return missed.run(settings.projects())
                .compose(done -> watch.over() == null ? waiting.run() : Future.succeededFuture())
                .compose(done -> jobLook.rest())
                .compose(done ->
                        new Leftovers(tools, watch, tally, begin.now(), settings.after(), settings.orphanAfter()).run())
                .compose(done -> write(begin, watch, window, missed, jobLook));
    }

    private WaitingTasks waiting(Beginning begin, Watch watch, Carrier carrier, ListedPlaces places) {
        Orphans orphans = new Orphans(tools, watch, tally);
        DoneJob doneJob = new DoneJob(tools, tally, carrier, orphans);
        TaskLook look = new TaskLook(tools, tally, settings, begin.now(), places, doneJob, orphans);
        return new WaitingTasks(tools, watch, tally, look, begin.now(), settings.after());
    }

    private Future<Void> write(Beginning begin, Watch watch, Window window, MissedJobs missed, JobLook look) {
        if (watch.over() != null) {
            return Future.succeededFuture();
        }
        Instant before = begin.last().map(LastPass::until).orElse(window.from());
        Instant until = missed.complete() ? window.to() : before;
        Instant left = look.firstLeft();
        LastPass pass =
                new LastPass(begin.now(), left != null && left.isBefore(until) ? left : until, look.oldestLeft());
        lastWhole = tally.hasFailed() ? lastWhole : begin.now();
        return tools.call(() -> {
                    notes.write(pass);
                    return true;
                })
                .mapEmpty();
    }

    private Future<Void> release(Claim claim) {
        return tools.call(() -> {
                    tools.reach().claims().release(claim);
                    return true;
                })
                .<Void>mapEmpty()
                .recover(error -> {
                    LOG.atInfo()
                            .addKeyValue("reason", String.valueOf(error.getMessage()))
                            .log("the claim could not be given back, and ends by itself");
                    return Future.succeededFuture();
                });
    }
}
