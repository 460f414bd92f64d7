package dev.bqdispatch.reconcile;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobRef;
import java.time.Instant;
import java.util.Objects;

/**
 * What is kept of a listed job, of which there may be many, each with its SQL.
 *
 * @param created when it is known, else when it ended
 * @param strategy what waits for it, as the metric has it
 */
record ListedJob(JobRef ref, Instant created, Instant ended, String strategy) {

    static ListedJob of(CompletedJob job, String strategy) {
        Instant created = job.times().created();
        Instant end = ended(job);
        return new ListedJob(job.ref(), created == null ? end : created, end, strategy);
    }

    static Instant ended(CompletedJob job) {
        return Objects.requireNonNull(job.times().ended(), "the window holds no others");
    }
}
