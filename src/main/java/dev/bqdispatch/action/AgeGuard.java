package dev.bqdispatch.action;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import java.time.Instant;
import java.util.Optional;

/** Keeps a late delivery from taking a file that was uploaded again under the same name: it was meant for an older one. */
final class AgeGuard {
    private AgeGuard() {}

    /**
     * Whether the object must be left alone.
     *
     * @param ended when the dispatch's job ended
     * @return the warning to leave in the entry, if so
     */
    static Optional<String> refuses(ObjectUrl url, Objects.Stat object, Instant ended) {
        return object.created().isAfter(ended)
                ? Optional.of(url + " was left alone: it was created at " + object.created()
                        + ", after the job had ended at " + ended)
                : Optional.empty();
    }
}
