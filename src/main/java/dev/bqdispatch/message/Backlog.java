package dev.bqdispatch.message;

import java.time.Duration;

/** Answers {@link AskBacklog}. */
public sealed interface Backlog extends BusMessage permits Backlog.Lag, Backlog.None, Backlog.Unknown {

    /**
     * The oldest of what came lately for the first time was published so long before it came.
     *
     * @param age by this machine's clock, so off by as much as that is; negative if the clock is behind
     */
    record Lag(Duration age) implements Backlog {}

    /** Nothing came that waits for the first time. */
    record None() implements Backlog {}

    /**
     * Nothing comes that could show it.
     *
     * @param reason a sentence for people
     */
    record Unknown(String reason) implements Backlog {}
}
