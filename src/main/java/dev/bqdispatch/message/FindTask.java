package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.rule.Rules;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the deferred task of a finished job.
 *
 * @param rules the version that the event is matched against
 * @param replay says where the task is; null if it is where it belongs
 */
public record FindTask(
        JobEvent event, Rules rules, @Nullable Replay replay) implements BusMessage {}
