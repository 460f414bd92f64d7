package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as an object, {@code {projectId, datasetId, tableId}}: the form of REST and of the older audit log.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/TableReference">TableReference</a>
 */
public final class TableReference {
    private static final Outline ONE = Outline.of("projectId", "datasetId", "tableId");

    /** What is looked at of a job's own configuration. */
    static final Outline OUTLINE =
            Outline.of("sourceTables").with("destinationTable", ONE).with("sourceTable", ONE);

    private TableReference() {}

    /**
     * Null if dataset or table is missing: a statement that writes none has an empty object.
     *
     * @param ownProject the project of a table that names none
     */
    static @Nullable TableName read(JsonAt table, String ownProject) {
        String project = table.text("projectId");
        String dataset = table.text("datasetId");
        String name = table.text("tableId");
        return dataset.isEmpty() || name.isEmpty()
                ? null
                : new TableName(project.isEmpty() ? ownProject : project, dataset, name);
    }

    /** The tables of {@code sourceTables} or else of {@code sourceTable}: a job that has both tells the same twice. */
    static List<TableName> readSources(JsonAt configuration, String ownProject) {
        List<JsonAt> all = configuration.objects("sourceTables");
        List<JsonAt> tables = all.isEmpty() ? List.of(configuration.object("sourceTable")) : all;
        return present(tables.stream().map(table -> read(table, ownProject)));
    }

    static List<TableName> present(Stream<@Nullable TableName> tables) {
        return tables.flatMap(Stream::ofNullable).collect(Collectors.toList());
    }

    /** Writes a table. */
    public static ObjectNode write(TableName table) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("projectId", table.project())
                .put("datasetId", table.dataset())
                .put("tableId", table.table());
    }
}
