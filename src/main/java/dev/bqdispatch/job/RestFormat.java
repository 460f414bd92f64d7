package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Format D, a REST {@code Job} resource, which is also the form of journal entries.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job">Job</a>
 */
final class RestFormat implements JobFormat {
    static final ConfigurationKeys KEYS = new ConfigurationKeys("query", "load", "extract", "copy");
    static final String KIND = "bigquery#job";

    @Override
    public EventFormat name() {
        return EventFormat.D;
    }

    @Override
    public Outline outline() {
        Outline own =
                TableReference.OUTLINE.and(Outline.of("query", "destinationUri", "destinationUris", "sourceUris"));
        return Outline.of("kind", "id", "user_email")
                .with("jobReference", Outline.of("projectId", "location", "jobId"))
                .with("configuration", KEYS.outline(own).and(Outline.of("jobType", "dryRun", "labels")))
                .with("status", Outline.of("state").with("errorResult", Facts.ERROR))
                .with(
                        "statistics",
                        Outline.of("creationTime", "startTime", "endTime", "parentJobId")
                                .with("query", Outline.of("statementType")));
    }

    /** By its kind, or without one by its parts: answers to a query have a kind of their own and a reference too. */
    @Override
    public boolean recognises(JsonAt root) {
        boolean parts =
                root.has("jobReference") && (root.has("status") || root.has("configuration") || root.has("statistics"));
        return root.has("kind") ? root.node().path("kind").asText().equals(KIND) : parts;
    }

    @Override
    public Optional<String> unfinished(JsonAt root) {
        if (!root.object("status").text("state").equals("DONE")) {
            return Optional.of("a job that is not done");
        }
        boolean dryRun = root.object("configuration").flag("dryRun");
        return dryRun ? Optional.of("a dry run: nothing was done") : Optional.empty();
    }

    @Override
    public CompletedJob read(JsonAt root) {
        JsonAt configuration = root.object("configuration");
        JsonAt statistics = root.object("statistics");
        JobRef ref = ref(root.object("jobReference"), root.text("id"));
        JobType type = KEYS.typeOf(configuration, configuration.text("jobType"));
        JsonAt own = configuration.object(KEYS.of(type));
        return new CompletedJob(
                ref,
                type,
                TableReference.read(own.object("destinationTable"), ref.project()),
                destinationUris(own),
                TableReference.readSources(own, ref.project()),
                own.texts("sourceUris"),
                own.text("query"),
                Facts.specified(statistics.object("query").text("statementType")),
                configuration.textMap("labels"),
                root.text("user_email"),
                Facts.error(root.object("status").object("errorResult")),
                times(statistics),
                Facts.scriptChild(ref.jobId(), statistics.text("parentJobId")),
                Set.of());
    }

    /** The resource as it came; the tree was made for this call, so it needs no copy. */
    @Override
    public ObjectNode resource(CompletedJob job, JsonAt root) {
        return (ObjectNode) root.node();
    }

    /** Jobs of older clients have one URI, under a name of its own. */
    private static List<String> destinationUris(JsonAt own) {
        List<String> all = own.texts("destinationUris");
        String one = own.text("destinationUri");
        return all.isEmpty() && !one.isEmpty() ? List.of(one) : all;
    }

    private static JobTimes times(JsonAt statistics) {
        return new JobTimes(
                statistics.timeInMillis("creationTime"),
                statistics.timeInMillis("startTime"),
                statistics.timeInMillis("endTime"));
    }

    /** @param id {@code project:location.jobID}, which has the location where older references do not */
    private static JobRef ref(JsonAt reference, String id) {
        String project = reference.text("projectId");
        String jobId = reference.text("jobId");
        String location = reference.text("location");
        if (location.isEmpty()) {
            location = between(project + ":", id, "." + jobId);
        }
        return Facts.ref(reference, project, location, jobId);
    }

    private static String between(String start, String text, String end) {
        boolean framed = text.length() > start.length() + end.length() && text.startsWith(start) && text.endsWith(end);
        return framed ? text.substring(start.length(), text.length() - end.length()) : "";
    }
}
