package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;
import org.jspecify.annotations.Nullable;

/**
 * Asks what waits for a finished job.
 *
 * @param replay the replay that brings the event; null if it is none
 */
public record MatchJob(JobEvent event, @Nullable Replay replay) implements BusMessage {
    /** An event that is no replay. */
    public MatchJob(JobEvent event) {
        this(event, null);
    }
}
