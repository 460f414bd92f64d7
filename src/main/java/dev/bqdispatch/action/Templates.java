package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.job.TableReference;
import dev.bqdispatch.rule.Request;
import java.util.List;

/**
 * Creates the table that a job is to write, after a template, if it does not exist yet.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/tables#Table">Table</a>
 */
final class Templates {
    /** What makes a table of its kind; not what is the template's own, such as its name, its age, its expiration. */
    private static final List<String> TAKEN_OVER = List.of(
            "description",
            "labels",
            "schema",
            "timePartitioning",
            "rangePartitioning",
            "clustering",
            "requirePartitionFilter",
            "encryptionConfiguration",
            "defaultCollation",
            "defaultRoundingMode",
            "tableConstraints");

    private final Tables tables;
    private final EarlierRuns earlier;

    Templates(Tables tables, EarlierRuns earlier) {
        this.tables = tables;
        this.earlier = earlier;
    }

    /**
     * Sees to it that the destination is there, if the request names a template. Blocks.
     *
     * @throws CallFailed for good, if there is no template
     */
    void prepare(Request request, Child child) {
        if (!(request instanceof Request.Writing writing)) {
            return;
        }
        TableName template = writing.template();
        TableName named = writing.dest();
        if (template == null || named == null) {
            return;
        }
        TableName dest = named.whole();
        // A job that was submitted earlier had its table; whoever took it away since does not want it back.
        if (tables.get(dest).isEmpty() && !earlier.submitted(child)) {
            ObjectNode model = tables.get(template)
                    .orElseThrow(() -> new CallFailed(Failure.permanent("Template: there is no table " + template)));
            // If another replica, or the first attempt, was faster, the table is there as it should be.
            tables.insert(after(model, dest));
        }
    }

    private static ObjectNode after(ObjectNode model, TableName dest) {
        ObjectNode table = JsonNodeFactory.instance.objectNode();
        table.set("tableReference", TableReference.write(dest));
        TAKEN_OVER.stream().filter(model::has).forEach(key -> table.set(key, model.path(key)));
        return table;
    }
}
