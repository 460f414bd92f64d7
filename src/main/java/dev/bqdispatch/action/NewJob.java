package dev.bqdispatch.action;

import dev.bqdispatch.job.JobRef;
import java.util.Optional;

/**
 * A job that is about to be submitted, the same at every delivery of the event that asks for it.
 *
 * @param step the label that tells it from every other of the same name
 * @param task what waits for it; empty if nothing does
 */
record NewJob(JobRef ref, String step, Optional<NewTask> task) {}
