package dev.bqdispatch.match;

import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.recall.Recent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where a job may be whose event does not say: the locations of the jobs that passed. A cache, so losing it costs further
 * looks and nothing else. Safe for use by several threads.
 */
public final class JobPlaces {
    /** BigQuery has fewer locations than that; but anybody may write one into a message. */
    private static final int MOST_LOCATIONS = 100;

    private static final int MOST_PROJECTS = 1_000;

    private final String region;
    private final Map<String, String> lastOfProject = new Recent<>(MOST_PROJECTS);
    private final Map<String, String> seen = new Recent<>(MOST_LOCATIONS);

    /** @param region the configured one */
    public JobPlaces(String region) {
        this.region = region;
    }

    /** Notes where a job was. */
    synchronized void saw(JobRef job) {
        String location = job.location();
        if (!location.equals(lastOfProject.put(job.project(), location))) {
            seen.put(location, location);
        }
    }

    /**
     * Where to look for a job, the likeliest first: projects mostly stay in one location, and most are in a multi-region.
     */
    synchronized List<JobRef> candidates(JobPointer pointer) {
        String told = pointer.location();
        if (told != null) {
            return List.of(pointer.in(told));
        }
        Set<String> places = new LinkedHashSet<>();
        String last = lastOfProject.get(pointer.project());
        if (last != null) {
            places.add(last);
        }
        places.addAll(List.of("US", "EU", region));
        places.addAll(seen.keySet());
        return places.stream().map(pointer::in).toList();
    }
}
