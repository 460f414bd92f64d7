package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.FindRoute;
import dev.bqdispatch.message.FoundRoute;
import dev.bqdispatch.message.LocateJob;
import dev.bqdispatch.message.Whereabouts;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a listed job was dispatched, if a route would take it; all others cost no call. */
final class JobLook {
    private static final Logger LOG = LoggerFactory.getLogger(JobLook.class);

    private final Tools tools;
    private final Tally tally;
    private final Carrier carrier;
    private final SettledJobs settled;
    private final Instant startedHere;
    private final List<Listed> rest = new ArrayList<>();
    private @Nullable Instant firstLeft;
    private @Nullable Instant oldestLeft;

    /**
     * @param settled jobs that are known to have an entry
     * @param startedHere when this process started, by Google's clock: since then there are the routes of a document
     *     that does not say when it was written
     */
    JobLook(Tools tools, Tally tally, Carrier carrier, SettledJobs settled, Instant startedHere) {
        this.tools = tools;
        this.tally = tally;
        this.carrier = carrier;
        this.settled = settled;
        this.startedHere = startedHere;
    }

    private enum Seen {
        /** It has an entry now. */
        DISPATCHED,
        /** It can't be dispatched now, and is given up in time. */
        LATER,
        /** It can't be looked at; nobody ever gives it up, so it must fall out of the list by its age. */
        UNCLEAR
    }

    /**
     * What is kept of a listed job, of which there may be many, each with its SQL.
     *
     * @param created when it is known, else when it ended
     */
    private record Listed(JobRef ref, Instant created, Instant ended, String strategy) {
        static Listed of(CompletedJob job, String strategy) {
            Instant created = job.times().created();
            Instant end = JobLook.ended(job);
            return new Listed(job.ref(), created == null ? end : created, end, strategy);
        }
    }

    /** When the first of those ended that are left for the next pass; null if none is. */
    @Nullable
    Instant firstLeft() {
        return firstLeft;
    }

    /** When the oldest of those was created that a dispatch gave back; null if none was. */
    @Nullable
    Instant oldestLeft() {
        return oldestLeft;
    }

    /** Never fails. */
    Future<Void> at(CompletedJob job) {
        return tools.bus()
                .ask(Addresses.ROUTES, new FindRoute(job))
                .compose(route ->
                        isWanted(job, route) ? take(Listed.of(job, strategy(route))) : Future.succeededFuture())
                .recover(error -> cantLook(Listed.of(job, ""), error));
    }

    /** Looks again at those whose tasks may have taken them meanwhile. Never fails. */
    Future<Void> rest(Watch watch) {
        return Few.each(rest, watch, job -> unlessDispatched(job).recover(error -> cantLook(job, error)));
    }

    /** A job's task goes before the route that would take it. */
    private Future<Void> take(Listed job) {
        if (TaskNames.mayExist(job.ref())) {
            rest.add(job);
            return Future.succeededFuture();
        }
        return unlessDispatched(job);
    }

    private Future<Void> cantLook(Listed job, Throwable error) {
        LOG.atWarn()
                .addKeyValue("job", job.ref().toString())
                .addKeyValue("reason", String.valueOf(error.getMessage()))
                .log("can't be looked at now");
        tally.left();
        tally.failed();
        note(job, Seen.UNCLEAR);
        return Future.succeededFuture();
    }

    /** A new route does not take jobs that ended before it was there. */
    private boolean isWanted(CompletedJob job, FoundRoute route) {
        if (settled.has(job.ref()) || route instanceof FoundRoute.None) {
            return false;
        }
        if (!(route instanceof FoundRoute.Some some)) {
            return true;
        }
        Instant since = some.updated() == null ? startedHere : some.updated();
        return ended(job).isAfter(since);
    }

    private static String strategy(FoundRoute route) {
        return route instanceof FoundRoute.Some ? "route" : "none";
    }

    private static Instant ended(CompletedJob job) {
        return Objects.requireNonNull(job.times().ended(), "the window holds no others");
    }

    private Future<Void> unlessDispatched(Listed job) {
        return tools.call(() -> tools.reach().entries().locate(job.ref(), job.ended()))
                .compose(entry -> entry.isPresent() ? Future.succeededFuture(Seen.DISPATCHED) : whole(job))
                .map(seen -> {
                    note(job, seen);
                    return null;
                });
    }

    private void note(Listed job, Seen seen) {
        if (seen == Seen.DISPATCHED) {
            settled.add(job.ref());
            return;
        }
        firstLeft = earlier(firstLeft, job.ended());
        if (seen == Seen.LATER) {
            oldestLeft = earlier(oldestLeft, job.created());
        }
    }

    /** A list does not tell all that an entry has. */
    private Future<Seen> whole(Listed job) {
        return tools.bus()
                .ask(Addresses.WHERE, new LocateJob(List.of(JobPointer.to(job.ref()))))
                .compose(where -> {
                    if (where instanceof Whereabouts.Done done) {
                        return carrier.carry(done.job(), done.resource(), job.ended(), job.strategy())
                                .map(carried -> carried ? Seen.DISPATCHED : Seen.LATER);
                    }
                    String reason = where instanceof Whereabouts.Unclear unclear ? unclear.reason() : where.toString();
                    LOG.atWarn()
                            .addKeyValue("job", job.ref().toString())
                            .addKeyValue("reason", reason)
                            .log("was listed as done, but can't be looked up");
                    tally.left();
                    return Future.succeededFuture(Seen.UNCLEAR);
                });
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
