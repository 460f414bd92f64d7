package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The question of <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/list">jobs.list</a>: newest
 * first; only the caller's own jobs unless {@code allUsers}; no configuration unless the projection is full; children of
 * scripts only when their parent is named.
 */
record JobListing(
        String project,
        boolean allUsers,
        boolean full,
        List<String> states,
        long minCreationTime,
        long maxCreationTime,
        @Nullable String parentJobId,
        int maxResults,
        int offset) {

    /** Whether it asks for the page after that one of the same list. */
    boolean isNextOf(@Nullable JobListing before) {
        return before != null && equals(before.next());
    }

    private JobListing next() {
        return new JobListing(
                project,
                allUsers,
                full,
                states,
                minCreationTime,
                maxCreationTime,
                parentJobId,
                maxResults,
                offset + maxResults);
    }

    /** All that is listed, whatever the page. */
    List<JsonNode> find(Collection<? extends JsonNode> all) {
        return all.stream()
                .<JsonNode>map(job -> job)
                .filter(this::wanted)
                .sorted(Comparator.comparingLong(JobListing::created).reversed())
                .toList();
    }

    ObjectNode page(List<JsonNode> found) {
        ObjectNode page = Json.object().put("kind", "bigquery#jobList").put("etag", "fake");
        ArrayNode jobs = page.putArray("jobs");
        found.stream().skip(offset).limit(maxResults).forEach(job -> jobs.add(shown(job)));
        if ((long) offset + maxResults < found.size()) {
            page.put("nextPageToken", Integer.toString(offset + maxResults));
        }
        return page;
    }

    private boolean wanted(JsonNode job) {
        String parent = Json.text(job, "statistics.parentJobId");
        return JobRef.of(job).project().equals(project)
                && (allUsers || FakeBigQuery.SERVICE_USER.equals(Json.text(job, "user_email")))
                && (states.isEmpty() || states.contains(state(job).toLowerCase(Locale.ROOT)))
                && created(job) >= minCreationTime
                && created(job) <= maxCreationTime
                && (parentJobId == null ? parent == null : parentJobId.equals(parent));
    }

    private ObjectNode shown(JsonNode job) {
        ObjectNode item = job.deepCopy();
        item.put("kind", "bigquery#job").put("state", state(job));
        item.remove(List.of("etag", "selfLink"));
        JsonNode error = Json.at(job, "status.errorResult");
        if (error.isObject()) {
            item.set("errorResult", error.deepCopy());
        }
        if (!full) {
            item.remove("configuration");
        }
        return item;
    }

    private static String state(JsonNode job) {
        return Json.text(job, "status.state", "DONE");
    }

    private static long created(JsonNode job) {
        return Json.at(job, "statistics.creationTime").asLong();
    }
}
