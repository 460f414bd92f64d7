package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The log entries that one query makes beside that of its completion: most share its {@code methodName}, none says that
 * the job is done.
 */
final class QueryNoise {
    private static final String DATA = "type.googleapis.com/google.cloud.bigquery.logging.v1.AuditData";

    private QueryNoise() {}

    static List<ObjectNode> of(JsonNode doneJob) {
        ObjectNode running = doneJob.deepCopy();
        ObjectNode status = running.putObject("status").put("state", "RUNNING");
        ((ObjectNode) running.path("statistics")).remove(List.of("endTime", "query"));
        ObjectNode pending = running.deepCopy();
        pending.set("status", status.deepCopy().put("state", "PENDING"));
        return List.of(
                inserted(pending),
                changed(running, "PENDING", "RUNNING"),
                tableChange(doneJob, "tableDataChange", "QUERY"),
                tableChange(doneJob, "tableDataRead", "JOB"),
                service(running, "jobservice.insert", "jobInsertRequest"),
                service(doneJob, "jobservice.getqueryresults", "jobGetQueryResultsResponse"));
    }

    private static ObjectNode inserted(JsonNode job) {
        ObjectNode entry = AuditMetadataEntry.entry(job, AuditMetadataEntry.INSERT_JOB);
        LogEntry.operation(entry, JobRef.of(job), true, false);
        metadata(entry)
                .putObject("jobInsertion")
                .put("reason", "JOB_INSERT_REQUEST")
                .set("job", AuditMetadataEntry.job(job));
        return entry;
    }

    private static ObjectNode changed(JsonNode job, String before, String after) {
        ObjectNode entry = AuditMetadataEntry.entry(job, AuditMetadataEntry.INSERT_JOB);
        LogEntry.operation(entry, JobRef.of(job), false, false);
        metadata(entry)
                .putObject("jobChange")
                .put("before", before)
                .put("after", after)
                .set("job", AuditMetadataEntry.job(job));
        return entry;
    }

    private static ObjectNode tableChange(JsonNode job, String what, String reason) {
        JobRef ref = JobRef.of(job);
        ObjectNode entry = AuditMetadataEntry.entry(job, AuditMetadataEntry.INSERT_JOB);
        ((ObjectNode) entry.path("resource")).put("type", "bigquery_dataset");
        JsonNode table = Json.at(job, "configuration.query.destinationTable");
        LogEntry.payload(entry)
                .put("resourceName", TableId.of(table, ref.project()).toResourceName());
        metadata(entry)
                .putObject(what)
                .put("reason", reason)
                .put("jobName", "projects/" + ref.project() + "/jobs/" + ref.id());
        return entry;
    }

    /** Of the older form: these carry the job too, even as DONE, but under a name that is no completion. */
    private static ObjectNode service(JsonNode job, String methodName, String event) {
        ObjectNode entry = LogEntry.about(job, methodName, "bigquery_resource");
        ObjectNode told = LogEntry.payload(entry)
                .putObject("serviceData")
                .put("@type", DATA)
                .putObject(event);
        ObjectNode inner = event.equals("jobInsertRequest") ? told.putObject("resource") : told.putObject("job");
        inner.setAll(AuditDataEntry.job(job));
        return entry;
    }

    private static ObjectNode metadata(ObjectNode entry) {
        return LogEntry.payload(entry).putObject("metadata").put("@type", AuditMetadataEntry.TYPE);
    }
}
