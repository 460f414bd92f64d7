package dev.bqdispatch.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The limits and defaults that plans run under; they change with the configuration, without a restart.
 *
 * @param projectId where child jobs run unless their action says otherwise
 * @param giveUpAfter how long after its publishing an event may fail for reasons of its own
 * @param maxDepth most generations of child jobs in one chain
 * @param maxChildAttempts how often a child job may be submitted that fails for reasons that may pass, the first time
 *     included
 * @param region location of keys that name none
 * @param allowCall which URLs actions may call
 */
public record Policy(
        String projectId,
        Duration giveUpAfter,
        int maxDepth,
        int maxChildAttempts,
        String region,
        AllowCall allowCall) {

    /** Whether an event that was published then is not to fail in passing any more. */
    public boolean givesUp(Instant published, Instant now) {
        return Duration.between(published, now).compareTo(giveUpAfter) > 0;
    }

    /** How long it is tried, as the configuration writes it: {@code 24h}. */
    public String patience() {
        return giveUpAfter.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}
