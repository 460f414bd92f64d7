package dev.bqdispatch.message;

import dev.bqdispatch.job.JobPointer;
import dev.bqdispatch.job.JobRef;
import java.util.List;
import java.util.Set;

/**
 * Asks where a job is, and how far it has come.
 *
 * @param pointers one for each project in which it may be; without a location, all known ones are looked in
 * @param except where not to look
 */
public record LocateJob(List<JobPointer> pointers, Set<JobRef> except) implements BusMessage {
    public LocateJob {
        pointers = List.copyOf(pointers);
        except = Set.copyOf(except);
    }

    /** Looks in all places. */
    public LocateJob(List<JobPointer> pointers) {
        this(pointers, Set.of());
    }
}
