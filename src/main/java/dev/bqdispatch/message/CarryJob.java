package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;

/** Asks for an event to be carried through match, action and journal, as if a message had brought it. */
public record CarryJob(JobEvent event) implements BusMessage {}
