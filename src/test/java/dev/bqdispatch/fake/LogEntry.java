package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * The envelope that both audit formats share
 * (<a href="https://cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry">LogEntry</a>,
 * <a href="https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog">AuditLog</a>).
 */
final class LogEntry {
    private LogEntry() {}

    /** An entry about the job, with an empty payload beyond what every audit entry says. */
    static ObjectNode about(JsonNode job, String methodName, String resourceType) {
        JobRef ref = JobRef.of(job);
        JobFailure failure = JobFailure.of(job);
        String time = time(job, "endTime");
        ObjectNode entry = Json.object();
        ObjectNode payload = entry.putObject("protoPayload");
        payload.put("@type", "type.googleapis.com/google.cloud.audit.AuditLog");
        payload.set("status", failure == null ? Json.object() : failure.toStatus());
        payload.putObject("authenticationInfo").put("principalEmail", Json.text(job, "user_email", ""));
        payload.putObject("requestMetadata").put("callerIp", "203.0.113.7").put("callerSuppliedUserAgent", "fake");
        payload.put("serviceName", "bigquery.googleapis.com");
        payload.put("methodName", methodName);
        payload.putArray("authorizationInfo")
                .addObject()
                .put("resource", "projects/" + ref.project())
                .put("permission", "bigquery.jobs.create")
                .put("granted", true);
        payload.put("resourceName", "projects/" + ref.project() + "/jobs/" + ref.id());
        entry.put("insertId", "-" + Integer.toHexString((methodName + ref + time).hashCode()));
        entry.putObject("resource")
                .put("type", resourceType)
                .putObject("labels")
                .put("project_id", ref.project());
        entry.put("timestamp", time);
        entry.put("severity", failure == null ? "INFO" : "ERROR");
        entry.put("logName", "projects/" + ref.project() + "/logs/cloudaudit.googleapis.com%2Fdata_access");
        entry.put("receiveTimestamp", time);
        return entry;
    }

    static ObjectNode payload(ObjectNode entry) {
        return (ObjectNode) entry.path("protoPayload");
    }

    /** {@code operation}, whose {@code last} says that nothing more will be told of the job. */
    static void operation(ObjectNode entry, JobRef ref, boolean first, boolean last) {
        ObjectNode operation = entry.putObject("operation");
        operation.put("id", ref.project() + ":" + ref.id()).put("producer", "bigquery.googleapis.com");
        if (first) {
            operation.put("first", true);
        }
        if (last) {
            operation.put("last", true);
        }
    }

    /** A time of the job's statistics, in milliseconds there, as RFC 3339; the epoch where there is none. */
    static String time(JsonNode job, String name) {
        return Instant.ofEpochMilli(Json.at(job, "statistics." + name).asLong()).toString();
    }

    /** What both audit formats say of times; absent where the job has not come so far. */
    static ObjectNode times(JsonNode job) {
        ObjectNode times = Json.object();
        put(times, "createTime", job, "creationTime");
        put(times, "startTime", job, "startTime");
        put(times, "endTime", job, "endTime");
        return times;
    }

    private static void put(ObjectNode times, String name, JsonNode job, String from) {
        if (Json.at(job, "statistics").has(from)) {
            times.put(name, time(job, from));
        }
    }
}
