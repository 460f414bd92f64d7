package dev.bqdispatch.action;

import dev.bqdispatch.action.Retries.Failed;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.fault.Tried;
import dev.bqdispatch.ledger.NextAttempt;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.metric.Metric;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits the job of one dispatch again, if it is a child of ours that failed for a reason that may pass: looks it up,
 * has its event wait in Pub/Sub, writes the task of the next attempt, submits that. Used once, by the dispatch's run.
 */
final class Resubmission {
    private static final Logger LOG = LoggerFactory.getLogger(Resubmission.class);

    private final Dispatch dispatch;
    private final PlanTools tools;
    private final Patience patience;
    private final Calls calls;
    private @Nullable Future<Optional<Failed>> lookedUp;

    /** Makes a blocking call on a worker, as often as it is worth, unless the run was told to stop. */
    interface Calls {
        <T> Future<Tried<T>> make(Supplier<T> blocking);
    }

    /** What became of it. */
    sealed interface Result {
        /** There was nothing to submit again. */
        record None() implements Result {}

        /** The job of that ID goes on in place of this one. */
        record Submitted(String jobId) implements Result {}

        /** It should have been, and can't be. */
        record Refused(String error) implements Result {}

        /** Later, perhaps. */
        record Later(NotNow notNow) implements Result {}
    }

    Resubmission(Dispatch dispatch, PlanTools tools, Patience patience, Calls calls) {
        this.dispatch = dispatch;
        this.tools = tools;
        this.patience = patience;
        this.calls = calls;
    }

    /** Whether the job failed for a reason that may pass, and may be submitted again. Fails where it can't be told yet. */
    Future<Boolean> isWanted() {
        return replay().isPresent() ? Future.succeededFuture(true) : lookUp().map(Optional::isPresent);
    }

    /** @param ended when the job ended */
    Future<Result> run(Instant ended) {
        if (replay().isPresent()) {
            return replayed(NextAttempt.replayed(dispatch.ref(), replay().get().number()));
        }
        return lookUp().compose(found ->
                found.isEmpty() ? Future.succeededFuture(new Result.None()) : whenDue(found.get(), ended));
    }

    private Optional<Replay> replay() {
        return Optional.ofNullable(dispatch.replay()).filter(Replay::again);
    }

    /** An operator had rather not wait, and knows better than the reason whether it may succeed. */
    private Future<Result> replayed(NextAttempt next) {
        return calls.make(() -> tools.retries().lookUpForReplay(dispatch.ref(), next))
                .compose(tried -> {
                    try {
                        return submit(tried.get());
                    } catch (CallFailed e) {
                        String place = place(next);
                        return Future.succeededFuture(
                                patience.endsWith(e.failure())
                                        ? new Result.Refused(place + ": " + patience.tell(e.failure()))
                                        : new Result.Later(NotNow.because(place, e)));
                    }
                });
    }

    private Future<Optional<Failed>> lookUp() {
        if (lookedUp == null) {
            Optional<NextAttempt> next = NextAttempt.of(
                    dispatch.event().job(),
                    dispatch.origin() instanceof Origin.FromTask,
                    dispatch.policy().maxChildAttempts());
            // A task that can't be read could not be read after the next attempt either.
            lookedUp = next.isEmpty() || !dispatch.defects().isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : calls.make(() -> tools.retries().lookUp(dispatch.ref(), next.get()))
                            .map(this::found);
        }
        return lookedUp;
    }

    /** Who can't be looked up, for good or for too long, goes on as a job that failed. */
    private Optional<Failed> found(Tried<Optional<Failed>> tried) {
        try {
            return tried.get();
        } catch (CallFailed e) {
            if (!patience.endsWith(e.failure())) {
                throw e;
            }
            LOG.atWarn()
                    .addKeyValue("event", dispatch.event().eventId())
                    .addKeyValue("job", dispatch.ref().toString())
                    .addKeyValue("reason", patience.tell(e.failure()))
                    .log("why a child job failed can't be looked up, and it is not submitted again");
            return Optional.empty();
        }
    }

    private Future<Result> whenDue(Failed failed, Instant ended) {
        Duration left = tools.waits().left(dispatch.ref(), ended, failed.next().delay());
        if (!left.isZero()) {
            String reason = failed.reason() + ": it is due in " + left.toSeconds() + " s";
            return Future.succeededFuture(new Result.Later(NotNow.early(place(failed), reason, left)));
        }
        return submit(failed);
    }

    private Future<Result> submit(Failed failed) {
        NewJob job = tools.retries().job(dispatch, failed);
        return calls.make(() -> tools.retries().submit(job, failed)).compose(tried -> settle(tried, job, failed));
    }

    private Future<Result> settle(Tried<Boolean> tried, NewJob job, Failed failed) {
        try {
            tried.get();
            return Future.succeededFuture(submitted(failed));
        } catch (GroundLost e) {
            return Future.succeededFuture(new Result.Later(NotNow.because(e)));
        } catch (CallFailed e) {
            if (patience.endsWith(e.failure())) {
                return giveUp(job, failed, e.failure());
            }
            // Google's errors may quote what was sent, and a statement may hold a secret: the log gets none of it.
            Failure quiet = e.failure().withMessage("");
            return Future.succeededFuture(new Result.Later(new NotNow(NotNow.Why.EVENT, place(failed), quiet)));
        }
    }

    /** A call that was cut short may have submitted it all the same; then it goes on, else nothing of it stays. */
    private Future<Result> giveUp(NewJob job, Failed failed, Failure failure) {
        return calls.make(() -> tools.retries().takeBack(job, failure.isTransient()))
                .map(Tried::get)
                .recover(error -> error instanceof CallFailed || error instanceof GroundLost
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(error))
                .map(isThere -> isThere ? submitted(failed) : refused(failed, failure));
    }

    private Result submitted(Failed failed) {
        count(failed, "submitted");
        tools.waits().forget(dispatch.ref());
        LOG.atInfo()
                .addKeyValue("event", dispatch.event().eventId())
                .addKeyValue("job", dispatch.ref().toString())
                .addKeyValue("chain", dispatch.lineage().chainId())
                .addKeyValue("reason", failed.reason())
                .addKeyValue("again", failed.next().ref().toString())
                .addKeyValue("attempt", failed.next().number())
                .log("a child job failed and is submitted again");
        return new Result.Submitted(failed.next().ref().jobId());
    }

    private Result refused(Failed failed, Failure failure) {
        count(failed, "refused");
        return new Result.Refused("failed with " + failed.reason() + " and can't be submitted again as "
                + failed.next().ref().jobId() + ": " + patience.tell(failure));
    }

    private void count(Failed failed, String outcome) {
        if (replay().isPresent()) {
            return;
        }
        tools.metrics().count(Metric.RESUBMITTED, failed.reason(), outcome);
    }

    private static String place(Failed failed) {
        return place(failed.next());
    }

    private static String place(NextAttempt next) {
        return "submitting it again as " + next.ref().jobId();
    }
}
