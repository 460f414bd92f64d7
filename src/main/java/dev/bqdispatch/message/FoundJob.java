package dev.bqdispatch.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.CompletedJob;
import java.util.function.Supplier;

/** Answers {@link FindJob}. */
public sealed interface FoundJob extends BusMessage permits FoundJob.Done, FoundJob.Lost, NotNow {

    /**
     * The job, finished and whole.
     *
     * @param resource see {@link dev.bqdispatch.job.JobEvent#resource}
     */
    record Done(CompletedJob job, Supplier<ObjectNode> resource) implements FoundJob {}

    /**
     * Nothing will be found any more, however often one looks.
     *
     * @param reason a sentence for people
     */
    record Lost(String reason) implements FoundJob {}
}
