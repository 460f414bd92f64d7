package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Format B: <a href="https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/AuditData">AuditData</a>.
 * The job's type is told by which configuration is there, tables are objects, and {@code error} is there and empty on
 * success.
 */
final class AuditDataEntry {
    private AuditDataEntry() {}

    static ObjectNode completion(JsonNode job) {
        JobRef ref = JobRef.of(job);
        ObjectNode entry = LogEntry.about(job, "jobservice.jobcompleted", "bigquery_resource");
        LogEntry.operation(entry, ref, false, true);
        String type = rename(JobResource.type(job.path("configuration")).orElse("query"));
        ObjectNode event = LogEntry.payload(entry)
                .putObject("serviceData")
                .put("@type", "type.googleapis.com/google.cloud.bigquery.logging.v1.AuditData")
                .putObject("jobCompletedEvent")
                .put("eventName", (type.equals("tableCopy") ? "table_copy" : type) + "_job_completed");
        event.set("job", job(job));
        return entry;
    }

    /** {@code jobCompletedEvent.job}, and {@code job} of other events of this form. */
    static ObjectNode job(JsonNode job) {
        ObjectNode told = Json.object();
        told.set("jobName", JobRef.of(job).toRest());
        told.set("jobConfiguration", configuration(job));
        ObjectNode status = told.putObject("jobStatus").put("state", Json.text(job, "status.state", "DONE"));
        JobFailure failure = JobFailure.of(job);
        status.set("error", failure == null ? Json.object() : failure.toStatus());
        if (failure != null) {
            status.putArray("additionalErrors").add(failure.toStatus());
        }
        ObjectNode statistics = LogEntry.times(job);
        statistics.put("totalProcessedBytes", "0").put("totalSlotMs", "0");
        told.set("jobStatistics", statistics);
        return told;
    }

    private static ObjectNode configuration(JsonNode job) {
        String project = JobRef.of(job).project();
        JsonNode configuration = job.path("configuration");
        String type = JobResource.type(configuration).orElse("query");
        JsonNode rest = configuration.path(type);
        ObjectNode told = Json.object();
        ObjectNode inner = told.putObject(rename(type));
        switch (type) {
            case "query" -> {
                inner.put("query", Json.text(rest, "query", ""));
                inner.put("queryPriority", "QUERY_" + Json.text(rest, "priority", "INTERACTIVE"));
                String statement = Json.text(job, "statistics.query.statementType");
                if (statement != null) {
                    inner.put("statementType", statement);
                }
            }
            case "load" -> {
                if (rest.path("sourceUris").size() > 0) {
                    inner.set("sourceUris", rest.path("sourceUris").deepCopy());
                }
            }
            case "extract" -> {
                inner.set("destinationUris", destinationUris(rest));
                inner.set(
                        "sourceTable",
                        TableId.of(rest.path("sourceTable"), project).toRest());
            }
            default -> {
                ArrayNode sources = inner.putArray("sourceTables");
                sourceTables(rest)
                        .forEach(table -> sources.add(TableId.of(table, project).toRest()));
            }
        }
        destination(inner, rest, project);
        if (configuration.path("labels").size() > 0) {
            told.set("labels", configuration.path("labels").deepCopy());
        }
        return told;
    }

    private static void destination(ObjectNode inner, JsonNode rest, String project) {
        if (rest.path("destinationTable").isObject()) {
            inner.set(
                    "destinationTable",
                    TableId.of(rest.path("destinationTable"), project).toRest());
        }
        for (String name : new String[] {"createDisposition", "writeDisposition"}) {
            if (rest.has(name)) {
                inner.set(name, rest.path(name));
            }
        }
    }

    /** A copy's sources, which REST allows in two ways. */
    static JsonNode sourceTables(JsonNode copy) {
        return copy.has("sourceTables")
                ? copy.path("sourceTables")
                : Json.array().add(copy.path("sourceTable"));
    }

    /** An extract's destinations, which REST allows in two ways. */
    static JsonNode destinationUris(JsonNode extract) {
        return extract.has("destinationUris")
                ? extract.path("destinationUris").deepCopy()
                : Json.array().add(extract.path("destinationUri"));
    }

    private static String rename(String type) {
        return type.equals("copy") ? "tableCopy" : type;
    }
}
