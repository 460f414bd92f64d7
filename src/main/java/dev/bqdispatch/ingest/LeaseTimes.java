package dev.bqdispatch.ingest;

import java.time.Duration;

/**
 * How long messages are leased.
 *
 * @param tick how often leases are looked at
 * @param first the shortest lease that a subscription may give with a delivery
 * @param extension the lease that is asked for, whole seconds up to 600
 * @param longest how long a message may be worked on before its plan is told to stop; shorter than the bus waits for an
 *     answer, so that the answer of the stopped plan still comes through
 */
public record LeaseTimes(Duration tick, Duration first, Duration extension, Duration longest) {
    /** Ten seconds is the least that Pub/Sub lets a subscription have. */
    public static final LeaseTimes USUAL = new LeaseTimes(
            Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(58));

    public LeaseTimes {
        if (tick.toMillis() < 1 || first.compareTo(tick) <= 0 || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("leases need tick < first <= longest");
        }
        if (extension.toSeconds() < 1 || extension.toSeconds() > 600) {
            throw new IllegalArgumentException("a lease is 1 to 600 seconds: " + extension);
        }
    }
}
