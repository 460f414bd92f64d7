package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.TableName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The built-in expressions of a job, by name. */
final class JobValues {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("HH").withZone(ZoneOffset.UTC);

    /** Every built-in expression. */
    static final Set<String> NAMES = Set.of(
            "JobID",
            "EventID",
            "ChainID",
            "ProjectID",
            "Location",
            "JobType",
            "User",
            "Error",
            "Source",
            "Dest",
            "DestTable",
            "SourceTable",
            "URLs",
            "LoadURIs",
            "Date",
            "Hour",
            "DollarSign");

    private JobValues() {}

    static Map<String, String> of(CompletedJob job, String chainId) {
        Map<String, String> values = new HashMap<>();
        String jobId = job.ref().jobId();
        TableName table = job.destinationTable();
        JobError error = job.error();
        String uris = String.join(",", job.sourceUris());
        values.put("JobID", jobId);
        values.put("EventID", eventId(jobId));
        values.put("ChainID", chainId);
        values.put("ProjectID", job.ref().project());
        values.put("Location", job.ref().location());
        values.put("JobType", job.type().name());
        values.put("User", job.user());
        values.put("Error", error == null ? "" : "failed to run job: " + error.message());
        values.put("Source", job.source());
        values.put("Dest", job.destination());
        values.put("DestTable", table == null ? "" : table.withoutProject());
        values.put(
                "SourceTable",
                job.sourceTables().stream().map(TableName::withoutProject).collect(Collectors.joining(",")));
        values.put("URLs", uris);
        values.put("LoadURIs", uris);
        values.put("DollarSign", "$");
        putTime(values, job);
        return values;
    }

    /** Without an end the creation stands in, as for the journal's folders; without both the two stay unknown. */
    private static void putTime(Map<String, String> values, CompletedJob job) {
        Instant time = job.times().ended() == null
                ? job.times().created()
                : job.times().ended();
        if (time != null) {
            values.put("Date", DATE.format(time));
            values.put("Hour", HOUR.format(time));
        }
    }

    /** The element before a {@code dispatch} at the end, where {@code --} parts elements; else the whole ID. */
    private static String eventId(String jobId) {
        String end = "--dispatch";
        if (!jobId.endsWith(end)) {
            return jobId;
        }
        String before = jobId.substring(0, jobId.length() - end.length());
        String element = before.substring(before.lastIndexOf("--") < 0 ? 0 : before.lastIndexOf("--") + 2);
        return element.isEmpty() ? jobId : element;
    }
}
