package dev.bqdispatch.fault;

import org.jspecify.annotations.Nullable;

/** What came of a call after as many attempts as it was worth. */
public final class Tried<T> {
    private final @Nullable T value;
    private final @Nullable RuntimeException error;
    private final int attempts;

    private Tried(@Nullable T value, @Nullable RuntimeException error, int attempts) {
        this.value = value;
        this.error = error;
        this.attempts = attempts;
    }

    static <T> Tried<T> did(T value, int attempts) {
        return new Tried<>(value, null, attempts);
    }

    static <T> Tried<T> failed(RuntimeException error, int attempts) {
        return new Tried<>(null, error, attempts);
    }

    /**
     * The call's value.
     *
     * @throws CallFailed or {@link GroundLost}, as the last attempt did
     */
    public T get() {
        if (error != null || value == null) {
            throw error == null ? new IllegalStateException("a call gave null") : error;
        }
        return value;
    }

    /** Whether the service's own ground failed the call. */
    boolean isGroundLost() {
        return error instanceof GroundLost;
    }

    /** How often the call was made. */
    public int attempts() {
        return attempts;
    }
}
