package dev.bqdispatch.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a job was created, started and ended by BigQuery's clock; each missing where the event does not say. */
public record JobTimes(
        @Nullable Instant created,
        @Nullable Instant started,
        @Nullable Instant ended) {
    public static final JobTimes UNKNOWN = new JobTimes(null, null, null);
}
