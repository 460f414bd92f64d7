package dev.bqdispatch.rule;

import java.time.Duration;

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
        AllowCall allowCall) {}
