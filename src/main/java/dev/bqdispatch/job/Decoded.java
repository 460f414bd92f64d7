package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a message turned out to be. */
public sealed interface Decoded {

    /**
     * A finished job.
     *
     * @param eventId the ID that the event has beside that of its message; null if none
     * @param resource see {@link JobEvent#resource}
     */
    record Finished(
            CompletedJob job, EventFormat format, @Nullable String eventId, Supplier<ObjectNode> resource)
            implements Decoded {}

    /**
     * The name of a job, of which nothing else is told.
     *
     * @param eventId the ID that the event has beside that of its message; null if none
     */
    record Referenced(
            JobPointer pointer,
            EventFormat format,
            @Nullable String eventId) implements Decoded {}

    /** JSON, but nothing to act on: another log entry of the job, or no job at all. */
    record Ignored(String why) implements Decoded {}

    /** No JSON, or one of the known shapes with a wrong type or ID. */
    record Invalid(String reason) implements Decoded {}
}
