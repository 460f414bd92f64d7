package dev.bqdispatch.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers {@link FindRoute}. */
public sealed interface FoundRoute extends BusMessage permits FoundRoute.Some, FoundRoute.Unawaited, FoundRoute.None {

    /**
     * A route takes the job, and has actions for its outcome.
     *
     * @param label name or {@code #index}
     * @param updated when the document was written in which it stands; null if nothing says
     */
    record Some(String label, @Nullable Instant updated) implements FoundRoute {}

    /** No route does, but the job is a failed child of ours that may be submitted again. */
    record Unawaited() implements FoundRoute {}

    /** Nothing is to be done for the job. */
    record None() implements FoundRoute {}
}
