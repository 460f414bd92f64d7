package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.rule.Rules;

/**
 * Asks for the deferred task of a finished job.
 *
 * @param rules the version that the event is matched against
 */
public record FindTask(JobEvent event, Rules rules) implements BusMessage {}
