package dev.bqdispatch.rule;

import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the tables that a request names; a faulty one is noted as a problem and read as a stand-in. */
final class TableFields {
    static final TableName SOME_TABLE = new TableName("project", "dataset", "table");
    private static final String TABLE = "[project:]dataset.table";

    private final Fields fields;
    private final String project;
    private final Predicate<String> open;
    private final UnaryOperator<String> resolved;

    /**
     * @param project of a table that names none
     * @param open whether a text may still become another, so that it is taken for right
     * @param resolved puts in values of the environment
     */
    TableFields(Fields fields, String project, Predicate<String> open, UnaryOperator<String> resolved) {
        this.fields = fields;
        this.project = project;
        this.open = open;
        this.resolved = resolved;
    }

    /** One table, perhaps one partition of it. */
    TableName one(String key) {
        return read(key, fields.text(key), TABLE);
    }

    private TableName read(String key, String written, String form) {
        if (open.test(written)) {
            return SOME_TABLE;
        }
        Optional<TableName> table = TableName.parse(resolved.apply(written), project)
                .filter(name -> name.table().charAt(0) != '$' && name.table().charAt(0) != '@');
        if (table.isEmpty()) {
            fields.problem(key, RequestFields.expected(form, written));
        } else if (table.get().table().contains(UrlForm.ANY)) {
            fields.problem(key, "'" + written + "' has a *, and stands for several tables; expected one, " + form);
        }
        return table.orElse(SOME_TABLE);
    }

    /** The table that the destination is made after; null if there is none. */
    @Nullable
    TableName template() {
        if (!fields.has("Template")) {
            return null;
        }
        TableName template = one("Template");
        if (!template.isOneWhole()) {
            fields.problem("Template", "'" + fields.text("Template") + "' is a part of a table; expected " + TABLE);
        }
        return template;
    }

    /** A table as text, or as REST's object of project, dataset and table. */
    TableName reference(String key) {
        if (!fields.get(key).isObject()) {
            return read(key, fields.text(key), TABLE + " or {datasetId, tableId}");
        }
        Fields reference = fields.object(key);
        reference.warnUnknown(List.of("projectId", "datasetId", "tableId"));
        String owner = reference.text("projectId");
        String written =
                (owner.isEmpty() ? "" : owner + ":") + reference.text("datasetId") + "." + reference.text("tableId");
        return read(key, written, "{datasetId, tableId}, and projectId if it is another");
    }
}
