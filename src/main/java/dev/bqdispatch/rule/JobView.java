package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import org.jspecify.annotations.Nullable;

/** A job as conditions see it: the texts that are made for them are made once, and only if one looks. For one thread. */
public final class JobView {
    private final CompletedJob job;
    private @Nullable String destination;
    private @Nullable String source;

    public JobView(CompletedJob job) {
        this.job = job;
    }

    public CompletedJob job() {
        return job;
    }

    /** As {@link CompletedJob#destination}. */
    public String destination() {
        String made = destination;
        if (made == null) {
            made = job.destination();
            destination = made;
        }
        return made;
    }

    /** As {@link CompletedJob#source}. */
    public String source() {
        String made = source;
        if (made == null) {
            made = job.source();
            source = made;
        }
        return made;
    }
}
