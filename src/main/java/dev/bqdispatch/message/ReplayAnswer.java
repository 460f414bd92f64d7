package dev.bqdispatch.message;

import java.time.Duration;

/** Answers {@link ReplayEntry}. Every {@code told} is a sentence for people. */
public sealed interface ReplayAnswer extends BusMessage {

    String told();

    /** It was replayed, and went well. */
    record Replayed(String job, String told) implements ReplayAnswer {}

    /** It was replayed, and failed again. */
    record FailedAgain(String job, String told) implements ReplayAnswer {}

    /** What would be done; nothing was. */
    record Would(String job, String told) implements ReplayAnswer {}

    /** It can't be replayed, and why; nothing was done. */
    record Refused(String told) implements ReplayAnswer {}

    /** It is not of the route that was asked for. */
    record PassedOver(String told) implements ReplayAnswer {}

    /** Somebody else is at it; nothing was done. */
    record Busy(String told) implements ReplayAnswer {}

    /**
     * Not now: something failed in passing. What was done stays done, and nothing is lost.
     *
     * @param left how long at least, if that is known; else zero
     */
    record Later(String told, Duration left) implements ReplayAnswer {}
}
