package dev.bqdispatch.message;

/**
 * A part of the service says how it is.
 *
 * @param part who says so, {@code ingest} or {@code config}
 * @param reason what an operator needs to know; empty if all is well
 */
public record HealthChanged(String part, State state, String reason) implements BusMessage {

    /** How a part is. */
    public enum State {
        /** Works. */
        UP,
        /** Works, with something to mend. */
        DEGRADED,
        /** Does not work. */
        DOWN
    }
}
