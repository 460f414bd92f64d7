package dev.bqdispatch.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job was created, started and ended by BigQuery's clock; each missing where the event does not say.
 *
 * @param logged when the log entry of its end was made, which is soon after; only of an entry that lost the rest
 */
public record JobTimes(
        @Nullable Instant created,
        @Nullable Instant started,
        @Nullable Instant ended,
        @Nullable Instant logged) {
    public static final JobTimes UNKNOWN = new JobTimes(null, null, null);

    /** The times of a job that tells them itself. */
    public JobTimes(@Nullable Instant created, @Nullable Instant started, @Nullable Instant ended) {
        this(created, started, ended, null);
    }
}
