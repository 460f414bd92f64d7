package dev.bqdispatch.job;

import org.jspecify.annotations.Nullable;

/**
 * Names a job without saying anything of it.
 *
 * @param location null if it is not told; then the job may be in any
 */
public record JobPointer(
        String project, String jobId, @Nullable String location) {
    /** Stands in for a location while the rest is checked. */
    private static final String ANY = "US";

    public JobPointer {
        JobRef checked = new JobRef(project, location == null ? ANY : location, jobId);
        location = location == null ? null : checked.location();
    }

    /** Points at a job whose place is known. */
    public static JobPointer to(JobRef ref) {
        return new JobPointer(ref.project(), ref.jobId(), ref.location());
    }

    /** The job, if it is in this location. */
    public JobRef in(String place) {
        return new JobRef(project, place, jobId);
    }

    @Override
    public String toString() {
        return project + ":" + (location == null ? "" : location + ".") + jobId;
    }
}
