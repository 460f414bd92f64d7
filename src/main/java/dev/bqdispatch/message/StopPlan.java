package dev.bqdispatch.message;

import dev.bqdispatch.job.JobRef;
import org.jspecify.annotations.Nullable;

/**
 * News that a plan must stop before its next step, since its message is about to be left.
 *
 * @param job whose plan; null for all of them, as at shutdown
 */
public record StopPlan(@Nullable JobRef job) implements BusMessage {}
