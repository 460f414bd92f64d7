package dev.bqdispatch.ledger;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.util.List;
import java.util.Optional;

/** Where deferred tasks are. */
public final class TaskNames {
    /** What the ID of a job ends in whose task is worth a look. */
    private static final String MARK = "dispatch";

    private static final String SUFFIX = ".json";

    private TaskNames() {}

    /** Whether there may be a task for the job: only then is storage asked. */
    public static boolean mayExist(JobRef job) {
        return job.jobId().endsWith(MARK);
    }

    /** Where the service writes the task of a child job. */
    public static ObjectUrl of(ObjectUrl folder, JobRef job) {
        return ObjectNames.named(folder, "", job, SUFFIX);
    }

    /**
     * The one job, whatever its project and location, whose event would look at this object for its task.
     *
     * @return empty if no event ever would: of strange names, and of cut ones, which tell no ID
     */
    public static Optional<String> jobId(ObjectUrl folder, ObjectUrl task) {
        String start = folder.asFolder().name();
        String path = task.name();
        boolean inside = task.bucket().equals(folder.bucket()) && path.startsWith(start) && path.endsWith(SUFFIX);
        if (!inside || path.length() < start.length() + SUFFIX.length()) {
            return Optional.empty();
        }
        // A slash can only come of two hyphens, so there is one ID at most: the name whole, or with its slashes undone.
        String id =
                path.substring(start.length(), path.length() - SUFFIX.length()).replace("/", "--");
        return someJob(id).filter(job -> isReadFor(folder, task, job)).map(JobRef::jobId);
    }

    private static Optional<JobRef> someJob(String id) {
        try {
            return Optional.of(new JobRef("any", "US", id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Whether the event of this job would look at this object for its task. */
    public static boolean isReadFor(ObjectUrl folder, ObjectUrl task, JobRef job) {
        return mayExist(job) && candidates(folder, job).contains(task);
    }

    /** Where to look for a task, in this order: once, if the job ID has no {@code --}. */
    public static List<ObjectUrl> candidates(ObjectUrl folder, JobRef job) {
        ObjectUrl slashed = of(folder, job);
        ObjectUrl raw = folder.in(job.jobId() + SUFFIX);
        return raw.equals(slashed) || !ObjectNames.fits(raw) ? List.of(slashed) : List.of(slashed, raw);
    }
}
