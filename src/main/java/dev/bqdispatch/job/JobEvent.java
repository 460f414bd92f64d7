package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * The news that a job completed, as one message told it.
 *
 * @param eventId the ID of the envelope or reference if it has one, else that of the message; for people only: the
 *     identity of the event is {@link CompletedJob#ref}
 * @param publishTime when the message was published, from which giving up is counted
 * @param attempt which delivery of the message this is, 1 if unknown
 * @param resource makes the job in the form of the REST {@code Job} resource as far as the event tells; made anew at
 *     each call, so the caller owns it
 */
public record JobEvent(
        CompletedJob job,
        EventFormat format,
        String eventId,
        Instant publishTime,
        int attempt,
        Supplier<ObjectNode> resource) {

    public JobRef ref() {
        return job.ref();
    }

    /** The same event, of which now all is known. */
    public JobEvent with(CompletedJob known, Supplier<ObjectNode> itsResource) {
        return new JobEvent(known, format, eventId, publishTime, attempt, itsResource);
    }
}
