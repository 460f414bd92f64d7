package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * Format B, a log entry with the older {@code AuditData}.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/AuditData">AuditData</a>
 */
final class AuditDataFormat implements JobFormat {
    private static final ConfigurationKeys KEYS = new ConfigurationKeys("query", "load", "extract", "tableCopy");

    @Override
    public EventFormat name() {
        return EventFormat.B;
    }

    @Override
    public Outline outline() {
        Outline own = TableReference.OUTLINE.and(Outline.of("query", "statementType", "destinationUris", "sourceUris"));
        Outline job = Outline.of()
                .with("jobName", Outline.of("projectId", "location", "jobId"))
                .with("jobConfiguration", KEYS.outline(own).and(Outline.of("dryRun", "labels")))
                .with("jobStatus", Outline.of("state").with("error", Facts.ERROR))
                .with("jobStatistics", Facts.TIMES);
        Outline data = Outline.of().with("jobCompletedEvent", Outline.of().with("job", job));
        return Facts.ENTRY.with("protoPayload", Outline.of().with("serviceData", data));
    }

    @Override
    public boolean recognises(JsonAt root) {
        return root.object("protoPayload").object("serviceData").has("jobCompletedEvent");
    }

    @Override
    public Optional<String> unfinished(JsonAt root) {
        if (Facts.laterPiece(root)) {
            return Optional.of(Facts.LATER_PIECE);
        }
        String state = job(root).object("jobStatus").text("state");
        if (!state.isEmpty() && !state.equals("DONE")) {
            return Optional.of("a completion event of a job that is not done");
        }
        boolean dryRun = job(root).object("jobConfiguration").flag("dryRun");
        return dryRun ? Optional.of("a dry run: nothing was done") : Optional.empty();
    }

    @Override
    public CompletedJob read(JsonAt root) {
        JsonAt job = job(root);
        JsonAt configuration = job.object("jobConfiguration");
        JobRef ref = ref(job.object("jobName"), root);
        JobType type = KEYS.typeOf(configuration, "");
        JsonAt own = configuration.object(KEYS.of(type));
        return new CompletedJob(
                ref,
                type,
                TableReference.read(own.object("destinationTable"), ref.project()),
                own.texts("destinationUris"),
                TableReference.readSources(own, ref.project()),
                own.texts("sourceUris"),
                own.text("query"),
                Facts.specified(own.text("statementType")),
                configuration.textMap("labels"),
                Facts.principal(root),
                Facts.error(job.object("jobStatus").object("error")),
                Facts.times(job.object("jobStatistics")),
                Facts.scriptChild(ref.jobId(), ""),
                Set.of());
    }

    @Override
    public ObjectNode resource(CompletedJob job, JsonAt root) {
        JsonNode told = job(root).node();
        JsonNode own = told.path("jobConfiguration").path(KEYS.of(job.type()));
        JsonNode statistics = told.path("jobStatistics");
        JsonNode dataset = own.path("defaultDataset");
        return new RestJob(job)
                .configuration(own, "queryPriority")
                .defaultDataset(
                        dataset.path("projectId").asText(),
                        dataset.path("datasetId").asText())
                .errors(told.path("jobStatus").path("additionalErrors"))
                .slots(statistics)
                .queryTotals(statistics)
                .loadTotals(statistics, "totalLoadOutputBytes")
                .node();
    }

    private static JsonAt job(JsonAt root) {
        return root.object("protoPayload")
                .object("serviceData")
                .object("jobCompletedEvent")
                .object("job");
    }

    private static JobRef ref(JsonAt name, JsonAt root) {
        String location = name.text("location");
        return Facts.ref(
                name,
                name.text("projectId"),
                location.isEmpty() ? Facts.entryLocation(root) : location,
                name.text("jobId"));
    }
}
