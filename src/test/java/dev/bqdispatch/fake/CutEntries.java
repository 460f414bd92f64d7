package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Log entries in format A as they are where the job is too large for one. */
public final class CutEntries {
    private static final String JOB = "protoPayload.metadata.jobChange.job.";

    private CutEntries() {}

    /** Of the SQL only so many characters are left. */
    public static ObjectNode sql(SampleJob job, int left) {
        ObjectNode entry = job.event(EventFormat.A);
        ObjectNode query = (ObjectNode) Json.at(entry, JOB + "jobConfig.queryConfig");
        query.put("query", query.path("query").asText().substring(0, left)).put("queryTruncated", true);
        return entry;
    }

    /** Of a list only so many elements are left: source URIs, source tables or destination URIs. */
    public static ObjectNode list(SampleJob job, int left) {
        ObjectNode entry = job.event(EventFormat.A);
        ObjectNode config = (ObjectNode) Json.at(entry, JOB + "jobConfig");
        for (ObjectNode own : List.of(
                config.withObjectProperty("loadConfig"),
                config.withObjectProperty("tableCopyConfig"),
                config.withObjectProperty("extractConfig"))) {
            for (String key : List.of("sourceUris", "sourceTables", "destinationUris")) {
                if (own.path(key) instanceof ArrayNode list) {
                    while (list.size() > left) {
                        list.remove(left);
                    }
                    own.put(key + "Truncated", true);
                }
            }
        }
        config.properties()
                .removeIf(own -> own.getValue().isObject() && own.getValue().isEmpty());
        return entry;
    }

    /** The metadata is gone, as in entries over 100 KB. */
    public static ObjectNode bare(SampleJob job) {
        ObjectNode entry = job.event(EventFormat.A);
        LogEntry.payload(entry).putObject("metadata");
        return entry;
    }

    /** The entry in two pieces: the first ends in the middle of the job's name, where the second goes on. */
    public static List<ObjectNode> pieces(SampleJob job) {
        return List.of(piece(job, 0), piece(job, 1));
    }

    private static ObjectNode piece(SampleJob job, int index) {
        ObjectNode entry = job.event(EventFormat.A);
        ObjectNode told = (ObjectNode) Json.at(entry, "protoPayload.metadata.jobChange.job");
        JsonNode name = told.path("jobName");
        int half = name.asText().length() / 2;
        told.removeAll();
        told.put(
                "jobName",
                index == 0 ? name.asText().substring(0, half) : name.asText().substring(half));
        ObjectNode split =
                entry.putObject("split").put("uid", "split-of-" + name.asText()).put("totalSplits", 2);
        if (index > 0) {
            split.put("index", index);
        }
        return entry;
    }
}
