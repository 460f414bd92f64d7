package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Format A, a log entry with {@code BigQueryAuditMetadata}.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/auditlogs/rest/Shared.Types/BigQueryAuditMetadata">
 *     BigQueryAuditMetadata</a>
 */
final class AuditMetadataFormat implements JobFormat {
    private static final ConfigurationKeys KEYS =
            new ConfigurationKeys("queryConfig", "loadConfig", "extractConfig", "tableCopyConfig");
    private static final Outline OWN = Outline.of(
            "query",
            "queryTruncated",
            "statementType",
            "destinationTable",
            "destinationUris",
            "destinationUrisTruncated",
            "sourceTable",
            "sourceTables",
            "sourceTablesTruncated",
            "sourceUris",
            "sourceUrisTruncated");

    @Override
    public EventFormat name() {
        return EventFormat.A;
    }

    @Override
    public Outline outline() {
        Outline job = Outline.of("jobName")
                .with("jobConfig", KEYS.outline(OWN).and(Outline.of("type", "labels")))
                .with("jobStatus", Outline.of("jobState").with("errorResult", Facts.ERROR))
                .with("jobStats", Facts.TIMES.and(Outline.of("parentJobName")));
        Outline change = Outline.of("after").with("job", job);
        Outline metadata = Outline.of().with("jobChange", change).with("jobInsertion", change);
        return Facts.ENTRY.with("protoPayload", Outline.of().with("metadata", metadata));
    }

    @Override
    public boolean recognises(JsonAt root) {
        JsonAt metadata = metadata(root);
        return metadata.has("jobChange") || metadata.has("jobInsertion");
    }

    @Override
    public Optional<String> unfinished(JsonAt root) {
        String after = change(root).text("after");
        String state = job(root).object("jobStatus").text("jobState");
        if (after.equals("DONE") || state.equals("DONE")) {
            return Optional.empty();
        }
        return Optional.of(
                metadata(root).has("jobChange") ? "a job changed, but it is not done" : "a job that was just inserted");
    }

    @Override
    public CompletedJob read(JsonAt root) {
        JsonAt job = job(root);
        JsonAt configuration = job.object("jobConfig");
        JsonAt stats = job.object("jobStats");
        JobRef ref = ref(job, Facts.entryLocation(root));
        JobType type = KEYS.typeOf(configuration, configuration.text("type"));
        JsonAt own = configuration.object(KEYS.of(type));
        return new CompletedJob(
                ref,
                type,
                table(own, own.text("destinationTable")),
                own.texts("destinationUris"),
                sources(own),
                own.texts("sourceUris"),
                own.text("query"),
                Facts.specified(own.text("statementType")),
                configuration.textMap("labels"),
                Facts.principal(root),
                Facts.error(job.object("jobStatus").object("errorResult")),
                Facts.times(stats),
                Facts.scriptChild(ref.jobId(), stats.text("parentJobName")),
                gaps(own));
    }

    @Override
    public ObjectNode resource(CompletedJob job, JsonAt root) {
        JsonNode told = job(root).node();
        JsonNode own = told.path("jobConfig").path(KEYS.of(job.type()));
        JsonNode stats = told.path("jobStats");
        RestJob rest = new RestJob(job)
                .configuration(own, "priority")
                .errors(told.path("jobStatus").path("errors"))
                .slots(stats)
                .queryTotals(stats.path("queryStats"))
                .loadTotals(stats.path("loadStats"), "totalOutputBytes")
                .extractTotals(stats.path("extractStats"));
        List<String> dataset = ResourceName.dataset(own.path("defaultDataset").asText());
        if (!dataset.isEmpty()) {
            rest.defaultDataset(dataset.get(0), dataset.get(1));
        }
        // REST has no reservation for a job that ran on demand; the log calls it so.
        String reservation = stats.path("reservation").asText();
        rest.statistic("reservationId", reservation.equals("unreserved") ? "" : reservation);
        List<String> parent = ResourceName.job(stats.path("parentJobName").asText());
        rest.statistic("parentJobId", parent.isEmpty() ? "" : parent.get(1));
        return rest.node();
    }

    private static JsonAt metadata(JsonAt root) {
        return root.object("protoPayload").object("metadata");
    }

    private static JsonAt change(JsonAt root) {
        JsonAt metadata = metadata(root);
        return metadata.object(metadata.has("jobChange") ? "jobChange" : "jobInsertion");
    }

    private static JsonAt job(JsonAt root) {
        return change(root).object("job");
    }

    /** SQL and sources over 50 KB, URIs of a load over 40 KB. */
    private static Set<Gap> gaps(JsonAt configuration) {
        Set<Gap> gaps = EnumSet.noneOf(Gap.class);
        if (configuration.warning("queryTruncated")
                || configuration.warning("sourceUrisTruncated")
                || configuration.warning("sourceTablesTruncated")) {
            gaps.add(Gap.SOURCE);
        }
        if (configuration.warning("destinationUrisTruncated")) {
            gaps.add(Gap.DESTINATION);
        }
        return gaps;
    }

    private static JobRef ref(JsonAt job, String location) {
        List<String> name = ResourceName.job(job.text("jobName"));
        if (name.isEmpty()) {
            throw job.wrong("jobName is not of the form projects/P/jobs/ID");
        }
        return Facts.ref(job, name.get(0), location, name.get(1));
    }

    private static List<TableName> sources(JsonAt configuration) {
        List<String> names = new ArrayList<>(configuration.texts("sourceTables"));
        names.add(configuration.text("sourceTable"));
        List<TableName> tables = new ArrayList<>();
        for (String name : names) {
            TableName table = table(configuration, name);
            if (table != null) {
                tables.add(table);
            }
        }
        return tables;
    }

    /** Null if there is no name: DML, DDL and failed queries have none. */
    private static @Nullable TableName table(JsonAt at, String name) {
        if (name.isEmpty()) {
            return null;
        }
        List<String> ids = ResourceName.table(name);
        if (ids.isEmpty()) {
            throw at.wrong("a table's name is not of the form projects/P/datasets/D/tables/T");
        }
        return new TableName(ids.get(0), ids.get(1), ids.get(2));
    }
}
