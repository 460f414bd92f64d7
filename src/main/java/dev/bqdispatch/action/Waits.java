package dev.bqdispatch.action;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.recall.Recent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How long failed jobs still have to wait for their next attempt. Nothing is kept for that but the job's own end, so that
 * any replica knows it after any crash; what is remembered only keeps a clock that is slow from holding a job longer than
 * its wait. For one thread.
 */
final class Waits {
    private static final int REMEMBERED = 10_000;

    private final Clock clock;
    private final LongSupplier nanos;

    /** Bounded: of who is forgotten the clock alone tells. */
    private final Map<JobRef, Long> firstSeen = new Recent<>(REMEMBERED);

    /** @param nanos a clock that only tells how time goes by, in nanoseconds */
    Waits(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * What is left of a job's wait; zero if it is over.
     *
     * @param ended when the job ended, by Google's clock
     * @param wait from then on
     */
    Duration left(JobRef job, Instant ended, Duration wait) {
        long now = nanos.getAsLong();
        Long first = firstSeen.putIfAbsent(job, now);
        Duration byClock = Duration.between(clock.instant(), ended.plus(wait));
        Duration sinceSeen = wait.minusNanos(first == null ? 0 : now - first);
        Duration left = byClock.compareTo(sinceSeen) < 0 ? byClock : sinceSeen;
        return left.isNegative() ? Duration.ZERO : left;
    }

    void forget(JobRef job) {
        firstSeen.remove(job);
    }
}
