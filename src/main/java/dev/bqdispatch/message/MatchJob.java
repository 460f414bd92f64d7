package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;

/** Asks what waits for a finished job. */
public record MatchJob(JobEvent event) implements BusMessage {}
