package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an event to be carried through match, action and journal, as if a message had brought it.
 *
 * @param replay the replay that brings the event; null if it is none
 */
public record CarryJob(JobEvent event, @Nullable Replay replay) implements BusMessage {
    /** An event that is no replay. */
    public CarryJob(JobEvent event) {
        this(event, null);
    }
}
