package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.util.List;

/** Where deferred tasks are. */
public final class TaskNames {
    /** What the ID of a job ends in whose task is worth a look. */
    private static final String MARK = "dispatch";

    private TaskNames() {}

    /** Whether there may be a task for the job: only then is storage asked. */
    public static boolean mayExist(JobRef job) {
        return job.jobId().endsWith(MARK);
    }

    /** Where the service writes the task of a child job. */
    public static ObjectUrl of(ObjectUrl folder, JobRef job) {
        return ObjectNames.named(folder, "", job, ".json");
    }

    /** Where to look for a task, in this order: once, if the job ID has no {@code --}. */
    public static List<ObjectUrl> candidates(ObjectUrl folder, JobRef job) {
        ObjectUrl slashed = of(folder, job);
        ObjectUrl raw = folder.in(job.jobId() + ".json");
        return raw.equals(slashed) || !ObjectNames.fits(raw) ? List.of(slashed) : List.of(slashed, raw);
    }
}
