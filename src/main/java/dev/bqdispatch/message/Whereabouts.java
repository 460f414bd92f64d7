package dev.bqdispatch.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobRef;
import java.util.List;
import java.util.function.Supplier;

/** Answers {@link LocateJob}. */
public sealed interface Whereabouts extends BusMessage
        permits Whereabouts.Done, Whereabouts.Unfinished, Whereabouts.Nowhere, Whereabouts.Unclear {

    /**
     * The job has ended.
     *
     * @param resource see {@link dev.bqdispatch.job.JobEvent#resource}
     */
    record Done(CompletedJob job, Supplier<ObjectNode> resource) implements Whereabouts {}

    /** The job waits or runs. */
    record Unfinished(JobRef job) implements Whereabouts {}

    /**
     * Every place says that there is no such job.
     *
     * @param looked the places
     */
    record Nowhere(List<JobRef> looked) implements Whereabouts {
        public Nowhere {
            looked = List.copyOf(looked);
        }
    }

    /**
     * No place knows the job, but not all of them would say; or it can't be read.
     *
     * @param reason a sentence for people
     */
    record Unclear(String reason) implements Whereabouts {}
}
