package dev.bqdispatch;

import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ingest.LeaseTimes;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The service's sense of time.
 *
 * @param patience how long a call that fails is insisted on
 * @param clock tells the age of events and leases
 * @param nanos only tells how time goes by, as {@link System#nanoTime}; claims are judged with it
 * @param random for jitter; must be safe for use by several threads
 */
public record Pace(
        Retrier.Patience patience, LeaseTimes leases, Clock clock, LongSupplier nanos, RandomGenerator random) {
    /** As in the cloud. */
    public static Pace usual() {
        return new Pace(
                Retrier.Patience.USUAL, LeaseTimes.USUAL, Clock.systemUTC(), System::nanoTime, new SecureRandom());
    }
}
