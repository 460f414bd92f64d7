package dev.bqdispatch.ingest;

import dev.bqdispatch.job.JobRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery that we hold a permit for, and what we know of its lease. */
final class Held {
    private final ReceivedMessage message;
    private final Instant since;
    private Instant leased;
    private Duration lease;
    private @Nullable JobRef job;
    private boolean renewing;
    private boolean lost;
    private boolean stopping;

    /** @param first the lease that came with the delivery */
    Held(ReceivedMessage message, Instant since, Duration first) {
        this.message = message;
        this.since = since;
        leased = since;
        lease = first;
    }

    ReceivedMessage message() {
        return message;
    }

    String ackId() {
        return message.ackId();
    }

    @Nullable
    JobRef job() {
        return job;
    }

    void tellsOf(JobRef told) {
        job = told;
    }

    Instant since() {
        return since;
    }

    Instant leasedUntil() {
        return leased.plus(lease);
    }

    /** Whether less than two thirds of the lease are left, and nobody is at it. */
    boolean wantsRenewal(Instant now) {
        return !renewing && now.isAfter(leased.plus(lease.dividedBy(3)));
    }

    void renewing() {
        renewing = true;
    }

    void renewed(Instant asked, Duration extension) {
        renewing = false;
        leased = asked;
        lease = extension;
    }

    void notRenewed() {
        renewing = false;
    }

    /** Whether the lease has surely ended; true only once. */
    boolean lost(Instant now) {
        if (lost || now.isBefore(leasedUntil())) {
            return false;
        }
        lost = true;
        return true;
    }

    /** From now on the message is to be left as soon as its plan has stopped. */
    void stop() {
        stopping = true;
    }

    boolean stopping() {
        return stopping;
    }
}
