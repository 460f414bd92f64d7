package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the REST {@code Job} resource of a job that a log entry told: first its facts, then what else the entry has.
 * The methods that take raw JSON copy plain values and leave out the rest, since nothing depends on it but a reader.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job">Job</a>
 */
final class RestJob {
    private final JobType type;
    private final ObjectNode resource;
    private final ObjectNode own;
    private final ObjectNode status;
    private final ObjectNode statistics;

    RestJob(CompletedJob job) {
        type = job.type();
        resource = head(job);
        ObjectNode configuration = resource.putObject("configuration").put("jobType", type.name());
        own = configuration.putObject(RestFormat.KEYS.of(type));
        status = resource.withObjectProperty("status");
        statistics = resource.putObject("statistics");
        putOwn(job);
        if (!job.labels().isEmpty()) {
            ObjectNode labels = configuration.putObject("labels");
            new TreeMap<>(job.labels()).forEach(labels::put);
        }
        putTimes(job.times());
    }

    /** What is known of any job: whose it is, and how it ended. */
    static ObjectNode head(CompletedJob job) {
        JobRef ref = job.ref();
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.put("kind", RestFormat.KIND).put("id", ref.toString());
        resource.putObject("jobReference")
                .put("projectId", ref.project())
                .put("jobId", ref.jobId())
                .put("location", ref.location());
        ObjectNode status = resource.putObject("status").put("state", "DONE");
        putError(status, job.error());
        putText(resource, "user_email", job.user());
        return resource;
    }

    ObjectNode node() {
        return resource;
    }

    /** @param priority the key of the priority, which the logs write as {@code QUERY_BATCH} */
    RestJob configuration(JsonNode told, String priority) {
        for (String key : List.of("createDisposition", "writeDisposition", "operationType")) {
            putText(own, key, Facts.specified(told.path(key).asText()));
        }
        putText(own, "priority", Facts.specified(told.path(priority).asText()).replaceFirst("^QUERY_", ""));
        String key = told.path("destinationTableEncryption").path("kmsKeyName").asText();
        if (!key.isEmpty()) {
            own.putObject("destinationEncryptionConfiguration").put("kmsKeyName", key);
        }
        return this;
    }

    RestJob defaultDataset(String project, String dataset) {
        if (!dataset.isEmpty()) {
            ObjectNode reference = own.putObject("defaultDataset");
            putText(reference, "projectId", project);
            reference.put("datasetId", dataset);
        }
        return this;
    }

    /** @param told a list of {@code google.rpc.Status}: errors on the way, also of jobs that went well */
    RestJob errors(JsonNode told) {
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        told.forEach(error -> {
            String message = error.path("message").asText();
            if (!message.isEmpty()) {
                errors.addObject().put("message", message);
            }
        });
        if (!errors.isEmpty()) {
            status.set("errors", errors);
        }
        return this;
    }

    RestJob slots(JsonNode told) {
        putCount(statistics, "totalSlotMs", told.path("totalSlotMs"));
        return this;
    }

    RestJob queryTotals(JsonNode told) {
        if (type == JobType.QUERY) {
            ObjectNode query = statistics.withObjectProperty("query");
            putCount(statistics, "totalBytesProcessed", told.path("totalProcessedBytes"));
            putCount(query, "totalBytesProcessed", told.path("totalProcessedBytes"));
            putCount(query, "totalBytesBilled", told.path("totalBilledBytes"));
            putCount(query, "totalSlotMs", statistics.path("totalSlotMs"));
            if (told.path("billingTier").isInt()) {
                query.put("billingTier", told.path("billingTier").intValue());
            }
            if (told.path("cacheHit").isBoolean()) {
                query.put("cacheHit", told.path("cacheHit").booleanValue());
            }
        }
        return this;
    }

    RestJob loadTotals(JsonNode told, String outputBytes) {
        if (type == JobType.LOAD) {
            putCount(statistics.withObjectProperty("load"), "outputBytes", told.path(outputBytes));
        }
        return this;
    }

    RestJob extractTotals(JsonNode told) {
        if (type == JobType.EXTRACT) {
            putCount(statistics.withObjectProperty("extract"), "inputBytes", told.path("totalInputBytes"));
        }
        return this;
    }

    RestJob statistic(String name, String value) {
        putText(statistics, name, value);
        return this;
    }

    private void putOwn(CompletedJob job) {
        putText(own, "query", job.sql());
        TableName destination = job.destinationTable();
        if (destination != null) {
            own.set("destinationTable", TableReference.write(destination));
        }
        putTexts("sourceUris", job.sourceUris());
        putTexts("destinationUris", job.destinationUris());
        if (type == JobType.EXTRACT) {
            job.sourceTables().forEach(table -> own.set("sourceTable", TableReference.write(table)));
        } else if (!job.sourceTables().isEmpty()) {
            ArrayNode tables = own.putArray("sourceTables");
            job.sourceTables().forEach(table -> tables.add(TableReference.write(table)));
        }
        if (!job.statementType().isEmpty()) {
            statistics.putObject("query").put("statementType", job.statementType());
        }
    }

    private static void putError(ObjectNode status, @Nullable JobError error) {
        if (error != null) {
            ObjectNode result = status.putObject("errorResult");
            putText(result, "reason", error.reason());
            result.put("message", error.message());
        }
    }

    private void putTimes(JobTimes times) {
        putTime("creationTime", times.created());
        putTime("startTime", times.started());
        putTime("endTime", times.ended());
    }

    private void putTime(String name, @Nullable Instant time) {
        if (time != null) {
            statistics.put(name, Long.toString(time.toEpochMilli()));
        }
    }

    private void putTexts(String name, List<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = own.putArray(name);
            texts.forEach(array::add);
        }
    }

    private static void putText(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    /** REST writes an int64 as a string. */
    private static void putCount(ObjectNode node, String name, JsonNode count) {
        if (count.isTextual() || count.isIntegralNumber()) {
            putText(node, name, count.asText());
        }
    }
}
