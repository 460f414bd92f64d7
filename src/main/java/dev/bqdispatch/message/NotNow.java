package dev.bqdispatch.message;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;
import java.time.Duration;

/**
 * A stage could not finish with an event this time: its message is to come back later.
 *
 * @param place what failed, for the operator; empty if the plan was stopped
 * @param failure what happened there
 */
public record NotNow(Why why, String place, Failure failure)
        implements MatchAnswer, FoundTask, FoundJob, RunAnswer, JournalAnswer {

    /** Whose fault it is. */
    public enum Why {
        /** The event's: others may fare better. */
        EVENT,
        /** The service's own folders: every event would fail, so pulling pauses. */
        GROUND,
        /** Nobody's: its time has not come yet, and {@link Failure#retryAfter} says when it will have. */
        EARLY,
        /** Nobody's: the plan was told to stop. */
        STOPPED
    }

    public static NotNow because(GroundLost lost) {
        return new NotNow(Why.GROUND, lost.place(), lost.failure());
    }

    /**
     * A call failed that the event itself asked for.
     *
     * @param place what was called, for the operator
     */
    public static NotNow because(String place, CallFailed failed) {
        return new NotNow(Why.EVENT, place, failed.failure());
    }

    /**
     * Something must wait, and does so in Pub/Sub.
     *
     * @param place what waits, for the operator
     * @param left how long still
     */
    public static NotNow early(String place, String reason, Duration left) {
        return new NotNow(Why.EARLY, place, new Failure(Failure.Kind.TRANSIENT, 0, "", reason, left));
    }

    public static NotNow stopped() {
        return new NotNow(Why.STOPPED, "", Failure.passing("the plan was told to stop"));
    }
}
