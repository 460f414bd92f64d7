package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** What a message turned out to be. */
public sealed interface Decoded {

    /**
     * A finished job.
     *
     * @param resource see {@link JobEvent#resource}
     */
    record Finished(CompletedJob job, EventFormat format, Supplier<ObjectNode> resource) implements Decoded {}

    /** JSON, but nothing to act on: another log entry of the job, or no job at all. */
    record Ignored(String why) implements Decoded {}

    /** No JSON, or one of the known shapes with a wrong type or ID. */
    record Invalid(String reason) implements Decoded {}
}
