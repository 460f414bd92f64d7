package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table's three names, in the spellings that tests ({@code p:d.t}), REST and audit logs use. */
record TableId(String project, String dataset, String table) {
    private static final Pattern SHAPE = Pattern.compile("(.+)[:.]([^.:]+)\\.([^.:]+)");

    static TableId parse(String text) {
        Matcher found = SHAPE.matcher(text);
        if (!found.matches()) {
            throw new IllegalArgumentException("not project:dataset.table: " + text);
        }
        return new TableId(found.group(1), found.group(2), found.group(3));
    }

    static TableId of(JsonNode rest, String project) {
        return new TableId(
                Json.text(rest, "projectId", project),
                Json.text(rest, "datasetId", ""),
                Json.text(rest, "tableId", ""));
    }

    /** Without a partition decorator. */
    TableId whole() {
        int decorator = table.indexOf('$');
        return decorator < 0 ? this : new TableId(project, dataset, table.substring(0, decorator));
    }

    ObjectNode toRest() {
        return Json.object().put("projectId", project).put("datasetId", dataset).put("tableId", table);
    }

    /** {@code projects/P/datasets/D/tables/T}, as BigQueryAuditMetadata has it. */
    String toResourceName() {
        return "projects/" + project + "/datasets/" + dataset + "/tables/" + table;
    }

    @Override
    public String toString() {
        return project + ":" + dataset + "." + table;
    }
}
