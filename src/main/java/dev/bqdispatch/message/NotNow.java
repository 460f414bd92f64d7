package dev.bqdispatch.message;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;

/**
 * A stage could not finish with an event this time: its message is to come back later.
 *
 * @param place what failed, for the operator; empty if the plan was stopped
 * @param failure what happened there
 */
public record NotNow(Why why, String place, Failure failure)
        implements MatchAnswer, FoundTask, RunAnswer, JournalAnswer {

    /** Whose fault it is. */
    public enum Why {
        /** The event's: others may fare better. */
        EVENT,
        /** The service's own folders: every event would fail, so pulling pauses. */
        GROUND,
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

    public static NotNow stopped() {
        return new NotNow(Why.STOPPED, "", Failure.passing("the plan was told to stop"));
    }
}
