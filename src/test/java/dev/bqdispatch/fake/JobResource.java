package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a job looks in REST (<a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job">Job</a>) at each state
 * of its life.
 */
final class JobResource {
    private static final List<String> TYPES = List.of("query", "load", "extract", "copy");

    private JobResource() {}

    /** The kind of work, found by which configuration is given; nothing if that is not exactly one. */
    static Optional<String> type(JsonNode configuration) {
        List<String> given = TYPES.stream().filter(configuration::has).toList();
        return given.size() == 1 ? Optional.of(given.get(0)) : Optional.empty();
    }

    static ObjectNode pending(JobRef ref, JsonNode configuration, String user, Instant now) {
        ObjectNode job = Json.object()
                .put("kind", "bigquery#job")
                .put("id", ref.toString())
                .put(
                        "selfLink",
                        "https://bigquery.googleapis.com/bigquery/v2/projects/" + ref.project() + "/jobs/" + ref.id()
                                + "?location=" + ref.location())
                .put("user_email", user);
        job.set("jobReference", ref.toRest());
        ObjectNode own = configuration.deepCopy();
        own.put("jobType", type(configuration).orElse("unknown").toUpperCase(Locale.ROOT));
        job.set("configuration", own);
        job.putObject("status").put("state", "PENDING");
        job.putObject("statistics").put("creationTime", millis(now));
        return stamp(job);
    }

    static ObjectNode running(ObjectNode pending, Instant now) {
        ObjectNode job = pending.deepCopy();
        ((ObjectNode) job.path("status")).put("state", "RUNNING");
        ((ObjectNode) job.path("statistics")).put("startTime", millis(now));
        return stamp(job);
    }

    static ObjectNode done(ObjectNode before, Instant now, @Nullable JobFailure failure) {
        ObjectNode job = before.deepCopy();
        ObjectNode status = (ObjectNode) job.path("status");
        status.put("state", "DONE");
        ObjectNode statistics = (ObjectNode) job.path("statistics");
        if (!statistics.has("startTime")) {
            statistics.put("startTime", Json.text(statistics, "creationTime", millis(now)));
        }
        statistics.put("endTime", millis(now)).put("totalBytesProcessed", "0");
        if (failure != null) {
            status.set("errorResult", failure.toRest());
            status.putArray("errors").add(failure.toRest());
        }
        if (job.path("configuration").has("query")) {
            String sql = Json.text(job, "configuration.query.query", "");
            statistics
                    .putObject("query")
                    .put("statementType", Sql.statementType(sql))
                    .put("totalBytesBilled", "0");
        }
        return stamp(job);
    }

    static boolean isDone(JsonNode job) {
        return "DONE".equals(Json.text(job, "status.state"));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    private static ObjectNode stamp(ObjectNode job) {
        job.remove("etag");
        return job.put("etag", Integer.toHexString(job.hashCode()));
    }
}
