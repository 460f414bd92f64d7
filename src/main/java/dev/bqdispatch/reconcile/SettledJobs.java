package dev.bqdispatch.reconcile;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.recall.Recent;
import java.util.Map;

/**
 * Jobs that are known to be done with, since the windows of several passes hold each. A cache: who is forgotten is looked at
 * again.
 */
final class SettledJobs {
    private static final int MOST = 20_000;

    private final Map<JobRef, Boolean> all = new Recent<>(MOST);

    boolean has(JobRef job) {
        return all.containsKey(job);
    }

    void add(JobRef job) {
        all.put(job, true);
    }
}
