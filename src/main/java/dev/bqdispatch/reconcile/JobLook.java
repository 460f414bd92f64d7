package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.FindRoute;
import dev.bqdispatch.message.FoundRoute;
import dev.bqdispatch.message.LocateJob;
import dev.bqdispatch.message.Whereabouts;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether listed jobs were dispatched, if a route would take them; all others cost no call. It is done for many
 * at a time, since lists of entries tell most of it.
 */
final class JobLook {
    private static final Logger LOG = LoggerFactory.getLogger(JobLook.class);

    /** How many are looked at together: what is kept of so many takes some 20 MB, and a list of entries tells of all of them at once. */
    private static final int MANY = 50_000;

    private final Tools tools;
    private final Tally tally;
    private final Carrier carrier;
    private final SettledJobs settled;
    private final Instant startedHere;
    private final EntryLists lists;
    private final Watch watch;
    private final List<ListedJob> due = new ArrayList<>();
    private final List<ListedJob> rest = new ArrayList<>();
    private @Nullable Instant firstLeft;
    private @Nullable Instant oldestLeft;

    /**
     * @param settled jobs that are known to have an entry
     * @param startedHere when this process started, by Google's clock: since then there are the routes of a document
     *     that does not say when it was written
     */
    JobLook(Tools tools, Watch watch, Tally tally, Carrier carrier, SettledJobs settled, Instant startedHere) {
        this.tools = tools;
        this.watch = watch;
        this.lists = new EntryLists(tools, watch);
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

    /** Finds out whether a job is to be looked at, and when. Never fails. */
    Future<Void> at(CompletedJob job) {
        return tools.bus()
                .ask(Addresses.ROUTES, new FindRoute(job))
                .<Void>map(route -> {
                    if (isWanted(job, route)) {
                        keep(ListedJob.of(job, strategy(route)));
                    }
                    return null;
                })
                .recover(error -> cantLook(ListedJob.of(job, ""), error));
    }

    /** A job's task goes before the route that would take it. */
    private void keep(ListedJob job) {
        (TaskNames.mayExist(job.ref()) ? rest : due).add(job);
    }

    /** Looks at those that no task can take, once they are many. Never fails. */
    Future<Void> soFar() {
        return due.size() < MANY ? Future.succeededFuture() : lookAt(due);
    }

    /** Looks at all that no task can take. Never fails. */
    Future<Void> due() {
        return lookAt(due);
    }

    /** Looks at those whose tasks may have taken them meanwhile. Never fails. */
    Future<Void> rest() {
        return lookAt(rest);
    }

    private Future<Void> lookAt(List<ListedJob> jobs) {
        return Loop.whileWanted(() -> jobs.isEmpty() || watch.over() != null
                ? Future.succeededFuture(false)
                : lookAtSome(takeSome(jobs)).map(true));
    }

    private static List<ListedJob> takeSome(List<ListedJob> jobs) {
        List<ListedJob> first = jobs.subList(0, Math.min(MANY, jobs.size()));
        List<ListedJob> some = List.copyOf(first);
        first.clear();
        return some;
    }

    private Future<Void> lookAtSome(List<ListedJob> jobs) {
        return lists.of(jobs).compose(shown -> {
            shown.forEach(settled::add);
            List<ListedJob> others =
                    jobs.stream().filter(job -> !shown.contains(job.ref())).toList();
            return Few.each(others, watch, job -> unlessDispatched(job).recover(error -> cantLook(job, error)));
        });
    }

    private Future<Void> cantLook(ListedJob job, Throwable error) {
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
        return ListedJob.ended(job).isAfter(since);
    }

    private static String strategy(FoundRoute route) {
        return route instanceof FoundRoute.Some ? "route" : "none";
    }

    private Future<Void> unlessDispatched(ListedJob job) {
        return tools.call(() -> tools.reach().entries().locate(job.ref(), job.ended()))
                .compose(entry -> entry.isPresent() ? Future.succeededFuture(Seen.DISPATCHED) : whole(job))
                .map(seen -> {
                    note(job, seen);
                    return null;
                });
    }

    private void note(ListedJob job, Seen seen) {
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
    private Future<Seen> whole(ListedJob job) {
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
