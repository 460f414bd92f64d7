package dev.bqdispatch.rule;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.regex.Pattern;

/** Reads requests that hold a statement. */
final class QueryReader {
    private static final Pattern DATASET = Pattern.compile("(?:(?:[A-Za-z0-9.-]+:)?[A-Za-z0-9-]+[.:])?\\w{1,1024}");

    private QueryReader() {}

    /** Reads the request of a query. */
    static Request query(RequestFields fields) {
        Request.Query query = read(fields, fields.writeDisposition("WRITE_TRUNCATE"));
        if (fields.has("Template") && !fields.has("Dest")) {
            fields.problem("Template", "is what Dest is made after, but there is no Dest");
        }
        return query;
    }

    /** Reads the request of an insert: a query whose rows are added to a table. */
    static Request insert(RequestFields fields) {
        Request.Query query = read(fields, "WRITE_APPEND");
        if (!fields.has("Dest")) {
            fields.problem("Dest", "is missing; expected [project:]dataset.table");
        } else if (query.sql() != null && query.dest() == null) {
            fields.problem("SQL", "gives no rows to insert into Dest; expected a SELECT");
        }
        return query;
    }

    private static Request.Query read(RequestFields fields, String writeDisposition) {
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
        ObjectUrl sqlUrl = urlGiven ? fields.urls().one("SQLURL", UrlForm.OBJECT) : null;
        TableName dest = fields.has("Dest") ? fields.tables().one("Dest") : null;
        TableName template = fields.tables().template();
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
                writeDisposition,
                fields.flag("UseLegacy").orElse(false),
                dataset.isEmpty() ? null : dataset,
                fields.word("Priority", List.of("INTERACTIVE", "BATCH")),
                template);
    }
}
