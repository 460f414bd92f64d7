package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobTimes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** When jobs ended: what the name of an entry depends on, so it is never taken from the clock. */
final class Endings {
    private final Jobs jobs;

    Endings(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * When the job ended, to the millisecond; if its event does not say, the job is looked up; if that does not say
     * either, when it was created, or when its end was logged; if nobody knows, the epoch. Blocks where it must look.
     *
     * @param patient whether a look that fails in passing is worth to come back for
     */
    Instant of(CompletedJob job, boolean patient) {
        JobTimes told = job.times();
        Optional<Instant> ended = Optional.ofNullable(told.ended());
        if (ended.isEmpty()) {
            ended = lookedUp(job, patient);
        }
        return ended.or(() -> Optional.ofNullable(told.created()))
                .or(() -> Optional.ofNullable(told.logged()))
                .orElse(Instant.EPOCH)
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private Optional<Instant> lookedUp(CompletedJob job, boolean patient) {
        try {
            return jobs.get(job.ref()).flatMap(Endings::of);
        } catch (CallFailed e) {
            if (patient && e.failure().isTransient()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** When a job ended or, failing that, was created, by its REST resource. */
    static Optional<Instant> of(JsonNode resource) {
        JsonNode statistics = resource.path("statistics");
        long ended = statistics.path("endTime").asLong();
        long known = ended > 0 ? ended : statistics.path("creationTime").asLong();
        return known > 0 ? Optional.of(Instant.ofEpochMilli(known)) : Optional.empty();
    }
}
