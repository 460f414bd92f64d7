package dev.bqdispatch.action;

import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a late delivery from taking a file that was uploaded again under the same name, or a table that was made again: it
 * was meant for an older one.
 */
final class AgeGuard {
    private AgeGuard() {}

    /**
     * Whether the object or table must be left alone.
     *
     * @param what its name
     * @param created when it was, by Google's clock
     * @param ended when the dispatch's job ended
     * @return the warning to leave in the entry, if so
     */
    static Optional<String> refuses(Object what, Instant created, Instant ended) {
        return created.isAfter(ended)
                ? Optional.of(what + " was left alone: it was created at " + created + ", after the job had ended at "
                        + ended)
                : Optional.empty();
    }
}
