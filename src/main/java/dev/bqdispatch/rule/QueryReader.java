package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the request of a query. */
final class QueryReader {
    private static final Pattern DATASET = Pattern.compile("(?:(?:[A-Za-z0-9.-]+:)?[A-Za-z0-9-]+[.:])?\\w{1,1024}");

    private QueryReader() {}

    static Request read(RequestFields fields) {
        boolean sqlGiven = fields.has("SQL");
        boolean urlGiven = fields.has("SQLURL");
        if (sqlGiven == urlGiven) {
            fields.problem(
                    "SQL",
                    sqlGiven
                            ? "stands beside SQLURL; give one of the two"
                            : "is missing; expected a statement here or in SQLURL");
        }
        String sql = fields.text("SQL");
        if (sqlGiven && sql.isBlank()) {
            fields.problem("SQL", "is blank; expected a statement");
        }
        ObjectUrl sqlUrl = urlGiven ? fields.url("SQLURL", UrlForm.OBJECT) : null;
        TableName dest = fields.has("Dest") ? fields.table("Dest") : null;
        String dataset = fields.text("DatasetID");
        if (!dataset.isEmpty()
                && !fields.open(dataset)
                && !DATASET.matcher(dataset).matches()) {
            fields.problem("DatasetID", RequestFields.expected("[project.]dataset", dataset));
        }
        return new Request.Query(
                sqlGiven ? sql : null,
                sqlUrl,
                SqlText.takesDestination(sql) ? dest : null,
                fields.writeDisposition("WRITE_TRUNCATE"),
                fields.flag("UseLegacy").orElse(false),
                dataset.isEmpty() ? null : dataset,
                fields.word("Priority", List.of("INTERACTIVE", "BATCH")));
    }
}
