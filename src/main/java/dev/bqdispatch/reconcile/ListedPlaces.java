package dev.bqdispatch.reconcile;

import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.job.JobRef;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Where the lists of one pass show jobs, also such as no event of this process told of: a task that does not say where its job
 * is may be for one there.
 */
final class ListedPlaces {
    private final Set<String> locations = ConcurrentHashMap.newKeySet();
    private volatile boolean whole;

    void saw(JobRef job) {
        locations.add(job.location());
    }

    /** All lists were read to their ends. */
    void sawAll() {
        whole = true;
    }

    /** Whether no location is missing for want of a list. */
    boolean whole() {
        return whole;
    }

    /** The job in each of the locations, and in those that are known otherwise. */
    Stream<JobPointer> pointers(String project, String jobId) {
        return Stream.concat(
                Stream.of(new JobPointer(project, jobId, null)),
                locations.stream().sorted().map(location -> new JobPointer(project, jobId, location)));
    }
}
