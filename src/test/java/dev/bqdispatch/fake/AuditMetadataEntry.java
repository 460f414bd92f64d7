package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Format A: <a href="https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/BigQueryAuditMetadata">
 * BigQueryAuditMetadata</a>. Loads are IMPORT and extracts EXPORT here, tables are resource names, and the location
 * stands on the entry's resource only.
 */
final class AuditMetadataEntry {
    static final String TYPE = "type.googleapis.com/google.cloud.audit.BigQueryAuditMetadata";
    static final String INSERT_JOB = "google.cloud.bigquery.v2.JobService.InsertJob";

    private AuditMetadataEntry() {}

    static ObjectNode completion(JsonNode job) {
        ObjectNode entry = entry(job, INSERT_JOB);
        LogEntry.operation(entry, JobRef.of(job), false, true);
        ObjectNode change = LogEntry.payload(entry)
                .putObject("metadata")
                .put("@type", TYPE)
                .putObject("jobChange")
                .put("before", "RUNNING")
                .put("after", "DONE");
        change.set("job", job(job));
        return entry;
    }

    static ObjectNode entry(JsonNode job, String methodName) {
        ObjectNode entry = LogEntry.about(job, methodName, "bigquery_project");
        ((ObjectNode) entry.path("resource").path("labels"))
                .put("location", JobRef.of(job).location());
        return entry;
    }

    /** {@code jobChange.job} or {@code jobInsertion.job}. */
    static ObjectNode job(JsonNode job) {
        JobRef ref = JobRef.of(job);
        ObjectNode told = Json.object().put("jobName", "projects/" + ref.project() + "/jobs/" + ref.id());
        told.set("jobConfig", config(job.path("configuration"), job, ref.project()));
        ObjectNode status = told.putObject("jobStatus").put("jobState", Json.text(job, "status.state", "DONE"));
        JobFailure failure = JobFailure.of(job);
        if (failure != null) {
            status.set("errorResult", failure.toStatus());
            status.putArray("errors").add(failure.toStatus());
        }
        ObjectNode stats = LogEntry.times(job);
        String parent = Json.text(job, "statistics.parentJobId");
        if (parent != null) {
            stats.put("parentJobName", "projects/" + ref.project() + "/jobs/" + parent);
        }
        told.set("jobStats", stats);
        return told;
    }

    private static ObjectNode config(JsonNode configuration, JsonNode job, String project) {
        ObjectNode config = Json.object();
        if (configuration.path("labels").size() > 0) {
            config.set("labels", configuration.path("labels").deepCopy());
        }
        switch (JobResource.type(configuration).orElse("")) {
            case "query" -> query(config.put("type", "QUERY"), configuration.path("query"), job, project);
            case "load" -> load(config.put("type", "IMPORT"), configuration.path("load"), project);
            case "extract" -> extract(config.put("type", "EXPORT"), configuration.path("extract"), project);
            case "copy" -> copy(config.put("type", "COPY"), configuration.path("copy"), project);
            default -> config.put("type", "TYPE_UNSPECIFIED");
        }
        return config;
    }

    private static void query(ObjectNode config, JsonNode query, JsonNode job, String project) {
        ObjectNode told = config.putObject("queryConfig").put("query", Json.text(query, "query", ""));
        destination(told, query, project);
        told.put("priority", "QUERY_" + Json.text(query, "priority", "INTERACTIVE"));
        String statement = Json.text(job, "statistics.query.statementType");
        if (statement != null) {
            told.put("statementType", statement);
        }
    }

    private static void load(ObjectNode config, JsonNode load, String project) {
        ObjectNode told = config.putObject("loadConfig");
        if (load.path("sourceUris").size() > 0) {
            told.set("sourceUris", load.path("sourceUris").deepCopy());
        }
        destination(told, load, project);
    }

    private static void extract(ObjectNode config, JsonNode extract, String project) {
        ObjectNode told = config.putObject("extractConfig");
        told.set("destinationUris", AuditDataEntry.destinationUris(extract));
        told.put("sourceTable", TableId.of(extract.path("sourceTable"), project).toResourceName());
    }

    private static void copy(ObjectNode config, JsonNode copy, String project) {
        ObjectNode told = config.putObject("tableCopyConfig");
        ArrayNode sources = told.putArray("sourceTables");
        AuditDataEntry.sourceTables(copy)
                .forEach(table -> sources.add(TableId.of(table, project).toResourceName()));
        destination(told, copy, project);
    }

    private static void destination(ObjectNode told, JsonNode configuration, String project) {
        JsonNode table = configuration.path("destinationTable");
        if (table.isObject()) {
            told.put("destinationTable", TableId.of(table, project).toResourceName());
        }
        for (String name : new String[] {"createDisposition", "writeDisposition"}) {
            if (configuration.has(name)) {
                told.set(name, configuration.path(name));
            }
        }
    }
}
