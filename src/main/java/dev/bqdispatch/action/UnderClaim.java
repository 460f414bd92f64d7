package dev.bqdispatch.action;

import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.fault.Tried;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.RunAnswer;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Runs a plan under the claim on its job. */
final class UnderClaim {
    private final RunClaim claim;
    private final Retrier retrier;
    private final BooleanSupplier stopped;

    /** @param stopped whether the plan was told to stop meanwhile */
    UnderClaim(RunClaim claim, Retrier retrier, BooleanSupplier stopped) {
        this.claim = claim;
        this.retrier = retrier;
        this.stopped = stopped;
    }

    /**
     * Runs it, unless another run has the claim.
     *
     * @param ended when the job ended
     * @param work begins with the look for an entry: whoever had the claim before may have written it
     */
    Future<RunAnswer> run(Resubmission.Calls calls, Instant ended, Supplier<Future<RunAnswer>> work) {
        return calls.make(() -> claim.take(ended))
                .compose(tried -> tried.get()
                        .map(left -> Future.<RunAnswer>succeededFuture(NotNow.early(
                                "the claim on its job", "another run has it for " + left.toMillis() + " ms", left)))
                        .orElseGet(work))
                .compose(this::unlessOvertaken)
                .transform(this::end);
    }

    /**
     * What a run found that slept, and was taken over, must not stand beside the entry of the other one: it may have failed
     * of what that one did, and would give a value back that is the other's.
     */
    private Future<RunAnswer> unlessOvertaken(RunAnswer answer) {
        boolean matters = answer instanceof RunAnswer.Ran ran
                && (ran.failed() || ran.dispatch().isOnce());
        return matters
                ? retrier.run(() -> {
                            claim.confirm(Duration.ZERO);
                            return answer;
                        })
                        .map(Tried::get)
                : Future.succeededFuture(answer);
    }

    /** The claim goes on to whoever writes the entry; where there is none to write, to whoever comes next. */
    private Future<RunAnswer> end(AsyncResult<RunAnswer> result) {
        boolean settled = result.succeeded() && !(result.result() instanceof NotNow);
        // Only after a stop: where the folder can't be had more calls would not help, and the claim ends by itself.
        boolean unheard = claim.isUnheard() && result.failed() && RunEnd.isStop(result.cause());
        if ((claim.held() == null && !unheard) || (settled && claim.isNoted())) {
            return future(result);
        }
        return noted().compose(tried -> settled ? Future.succeededFuture() : release())
                .transform(tried -> future(result));
    }

    /** What nobody else could know is not let out of hand: whoever gets the event next would do it again. */
    private Future<?> noted() {
        return retrier.insist(
                () -> {
                    claim.note();
                    return true;
                },
                stopped);
    }

    /** Also after a stop. Best effort: a claim ends by itself, and what could not be noted may be done again. */
    private Future<?> release() {
        return retrier.run(() -> {
            claim.release();
            return true;
        });
    }

    private Future<RunAnswer> future(AsyncResult<RunAnswer> result) {
        return result.succeeded()
                ? Future.succeededFuture(withClaim(result.result()))
                : Future.failedFuture(result.cause());
    }

    private RunAnswer withClaim(RunAnswer answer) {
        if (answer instanceof RunAnswer.Ran ran) {
            return new RunAnswer.Ran(ran.dispatch(), ran.report(), claim.held());
        }
        return answer instanceof RunAnswer.Duplicate duplicate
                ? new RunAnswer.Duplicate(duplicate.dispatch(), duplicate.ended(), duplicate.failed(), claim.held())
                : answer;
    }
}
