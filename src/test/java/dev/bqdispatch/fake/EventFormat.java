package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/** The forms in which the completion of a job is told, by the letters of the service's own contract. */
public enum EventFormat {
    /** A Cloud Logging entry with BigQueryAuditMetadata. */
    A(AuditMetadataEntry::completion),
    /** A Cloud Logging entry with the older AuditData. */
    B(AuditDataEntry::completion),
    /** A reference with a location, which says nothing else of the job. */
    C(References::located),
    /** The REST job resource itself. */
    D(job -> job.deepCopy()),
    /** A CloudEvent around A, as Eventarc sends it. */
    E(CloudEvents::auditLog);

    @SuppressWarnings("ImmutableEnumChecker") // Only method references without state.
    private final Function<JsonNode, ObjectNode> form;

    EventFormat(Function<JsonNode, ObjectNode> form) {
        this.form = form;
    }

    /** The event for a finished job, given as REST resource. */
    public ObjectNode of(JsonNode restJob) {
        return form.apply(restJob);
    }
}
