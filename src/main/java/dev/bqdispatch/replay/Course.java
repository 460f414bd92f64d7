package dev.bqdispatch.replay;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.job.EventFormat;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.ledger.ChildId;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.ledger.NextAttempt;
import dev.bqdispatch.message.CarryJob;
import dev.bqdispatch.message.FindJob;
import dev.bqdispatch.message.FoundJob;
import dev.bqdispatch.message.MatchJob;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.message.Verdict;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The way of one entry after another: from what it tells to an event that is carried like any other. */
final class Course {
    static final String ANEW = "its entry was written anew meanwhile, by another replay";

    private static final int MOST_REPLAYS = 99;

    private final Bus bus;
    private final Clock clock;
    private final Asking archive;

    /** Asks the archive on a worker. */
    interface Asking {
        <T> Future<T> ask(Function<Archive, T> question);
    }

    Course(Bus bus, Clock clock, Asking archive) {
        this.bus = bus;
        this.clock = clock;
        this.archive = archive;
    }

    /** Tells what a replay would do, and does nothing. */
    Future<ReplayAnswer> tell(Candidate.Ready ready) {
        return prepared(ready, (event, replay) -> {
            String job = ready.job().toString();
            if (replay.again()) {
                String next =
                        NextAttempt.replayed(ready.job(), replay.number()).ref().jobId();
                String rest = ready.task().isEmpty() ? "" : ", with what waits for it";
                return Future.succeededFuture(
                        new ReplayAnswer.Would(job, "would submit the job again as " + next + rest));
            }
            return bus.ask(Addresses.MATCH, new MatchJob(event, replay)).map(answer -> Forecast.of(job, answer));
        });
    }

    /** Replays an entry. */
    Future<ReplayAnswer> run(Candidate.Ready ready) {
        return archive.ask(known -> known.isSettled(ready)).compose(settled -> {
            if (settled) {
                return archive.ask(known -> {
                    known.cleanUp(ready);
                    return new ReplayAnswer.Replayed(
                            ready.job().toString(), "had been replayed before, and went well; tidied up");
                });
            }
            return prepared(
                    ready,
                    (event, replay) -> bus.ask(Addresses.CARRY, new CarryJob(event, replay))
                            .compose(verdict -> answer(ready, replay, verdict)));
        });
    }

    private Future<ReplayAnswer> prepared(
            Candidate.Ready ready, BiFunction<JobEvent, Replay, Future<ReplayAnswer>> next) {
        return archive.ask(known -> known.taskIsLost(ready)).compose(lost -> {
            if (lost.isPresent()) {
                return Future.succeededFuture(new ReplayAnswer.Refused(lost.get()));
            }
            return event(ready).compose(event -> {
                Replay replay = replay(ready, event);
                return replay.number() > MOST_REPLAYS
                        ? Future.succeededFuture(new ReplayAnswer.Refused("it was replayed " + MOST_REPLAYS
                                + " times, and there are no more names for what would follow from it"))
                        : next.apply(event, replay);
            });
        });
    }

    /**
     * The event, as if it came now. BigQuery tells the job whole, where the event may have been cut; what it says no more,
     * or not to us, the entry says. So it is asked once, and not waited for.
     */
    private Future<JobEvent> event(Candidate.Ready ready) {
        FindJob question = new FindJob(JobPointer.to(ready.job()), Instant.EPOCH);
        FailedEntry entry = ready.entry();
        JobEvent told = new JobEvent(
                entry.job(), EventFormat.D, entry.eventId(), clock.instant(), 1, entry.resource()::deepCopy);
        return bus.ask(Addresses.JOBS, question)
                .map(found -> found instanceof FoundJob.Done done ? told.with(done.job(), done.resource()) : told);
    }

    private static Replay replay(Candidate.Ready ready, JobEvent event) {
        boolean ours = Lineage.isOurs(event.ref(), event.job().labels());
        Optional<ChildId> child = ChildId.parse(event.ref().jobId()).filter(id -> ours);
        boolean again = NextAttempt.isFailedChild(event.job())
                && child.filter(id -> id.withTask() == ready.task().isPresent()).isPresent();
        int before = child.map(ChildId::replay).orElse(0);
        return new Replay(
                ready.old(),
                before + ready.old().number(),
                again,
                ready.task().map(RetiredTask::places).orElse(List.of()),
                ready.entry().done());
    }

    private Future<ReplayAnswer> answer(Candidate.Ready ready, Replay replay, Verdict verdict) {
        String job = ready.job().toString();
        if (verdict instanceof Verdict.Later later) {
            NotNow notNow = later.notNow();
            String place = notNow.place().isEmpty() ? "" : notNow.place() + ": ";
            return Future.succeededFuture(new ReplayAnswer.Later(
                    place + notNow.failure(), notNow.failure().retryAfter()));
        }
        if (verdict instanceof Verdict.Keep keep) {
            return Future.succeededFuture(new ReplayAnswer.Refused(keep.reason()));
        }
        Outcome outcome = ((Verdict.Done) verdict).outcome();
        return switch (outcome) {
            case ERROR ->
                archive.ask(known -> new ReplayAnswer.FailedAgain(
                        job, known.error(ready.old().url())));
            case UNMATCHED -> Future.succeededFuture(new ReplayAnswer.Refused(Forecast.NOTHING_WAITS));
            case DUPLICATE -> Future.succeededFuture(new ReplayAnswer.Busy(ANEW));
            case RETRIED ->
                Future.succeededFuture(new ReplayAnswer.Replayed(
                        job,
                        "submitted again as "
                                + NextAttempt.replayed(ready.job(), replay.number())
                                        .ref()
                                        .jobId()));
            default -> Future.succeededFuture(new ReplayAnswer.Replayed(job, outcome.word()));
        };
    }
}
