package dev.bqdispatch.message;

import dev.bqdispatch.job.ObjectUrl;
import org.jspecify.annotations.Nullable;

/** Answers {@link JournalOrder}. */
public sealed interface JournalAnswer extends BusMessage permits JournalAnswer.Settled, NotNow {

    /**
     * All is written down: the message may be acknowledged.
     *
     * @param written what was written, for the operator; null if it was there before
     */
    record Settled(@Nullable ObjectUrl written) implements JournalAnswer {}
}
