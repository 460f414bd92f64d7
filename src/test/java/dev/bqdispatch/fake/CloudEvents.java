package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Envelopes of <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents</a>,
 * structured, or binary in the attributes of a message.
 */
public final class CloudEvents {
    private static final String TYPE = "google.cloud.audit.log.v1.written";

    private CloudEvents() {}

    static ObjectNode auditLog(JsonNode job) {
        ObjectNode event = Json.object()
                .put("specversion", "1.0")
                .put("id", id(job))
                .put("source", source(job))
                .put("type", TYPE)
                .put("datacontenttype", "application/json; charset=utf-8");
        event.set("data", AuditMetadataEntry.completion(job));
        return event;
    }

    /** The attributes that make a message with a log entry of the job a binary CloudEvent. */
    public static Map<String, String> attributes(JsonNode job) {
        return Map.of("ce-specversion", "1.0", "ce-id", id(job), "ce-source", source(job), "ce-type", TYPE);
    }

    private static String id(JsonNode job) {
        return "envelope-of-" + JobRef.of(job).id();
    }

    private static String source(JsonNode job) {
        return "//cloudaudit.googleapis.com/projects/" + JobRef.of(job).project() + "/logs/data_access";
    }
}
