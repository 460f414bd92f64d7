package dev.bqdispatch.message;

import dev.bqdispatch.job.JobPointer;
import java.time.Instant;

/**
 * Asks BigQuery for a job that an event names.
 *
 * @param published when the event's message was published, from which giving up is counted
 */
public record FindJob(JobPointer pointer, Instant published) implements BusMessage {}
