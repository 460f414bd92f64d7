package dev.bqdispatch.fault;

import java.time.Duration;

/**
 * Why a call failed and whether trying again can help.
 *
 * @param status HTTP status, 0 if there was no answer
 * @param reason Google's reason ({@code rateLimitExceeded}); empty if it gave none
 * @param message for people
 * @param retryAfter how long the server asked us to wait; zero if it did not ask
 */
public record Failure(Kind kind, int status, String reason, String message, Duration retryAfter) {

    /** Whether trying again can help. */
    public enum Kind {
        /** Rate limits, server errors, resets, timeouts: the same call may succeed later. */
        TRANSIENT,
        /** The same call will never succeed. */
        PERMANENT
    }

    public static Failure permanent(String message) {
        return new Failure(Kind.PERMANENT, 0, "", message, Duration.ZERO);
    }

    public static Failure passing(String message) {
        return new Failure(Kind.TRANSIENT, 0, "", message, Duration.ZERO);
    }

    /** The same with another message. */
    public Failure withMessage(String other) {
        return new Failure(kind, status, reason, other, retryAfter);
    }

    public boolean isTransient() {
        return kind == Kind.TRANSIENT;
    }

    @Override
    public String toString() {
        String numbers = status == 0 ? "" : status + " ";
        return numbers + (reason.isEmpty() ? "" : reason + ": ") + message;
    }
}
