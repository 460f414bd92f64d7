package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.RunAnswer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;

/** What it means for a run that something was thrown in it. */
final class RunEnd {
    /** Time for the run that took over to write its entry. */
    private static final Duration AFTER_ANOTHER = Duration.ofSeconds(5);

    private RunEnd() {}

    /** Told to stop, or the workers are gone since the service ends. */
    static boolean isStop(Throwable error) {
        return error instanceof StoppedPlan
                || error instanceof CancellationException
                || error instanceof RejectedExecutionException;
    }

    /**
     * The answer; fails where the fault is our own.
     *
     * @param place what was called, for the operator
     */
    static Future<RunAnswer> answer(String place, Throwable error) {
        if (error instanceof GroundLost lost) {
            return Future.succeededFuture(NotNow.because(lost));
        }
        if (isStop(error)) {
            return Future.succeededFuture(NotNow.stopped());
        }
        if (error instanceof LostClaim) {
            return Future.succeededFuture(NotNow.early("claim", "another run took the job over", AFTER_ANOTHER));
        }
        return error instanceof CallFailed failed
                ? Future.succeededFuture(NotNow.because(place, failed))
                : Future.failedFuture(error);
    }
}
