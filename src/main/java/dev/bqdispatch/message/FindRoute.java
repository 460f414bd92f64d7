package dev.bqdispatch.message;

import dev.bqdispatch.job.CompletedJob;

/**
 * Asks which route would take a finished job, without anything being done for it, and without a look for its task.
 *
 * @param job known whole
 */
public record FindRoute(CompletedJob job) implements BusMessage {}
