package dev.bqdispatch.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A BigQuery table, written {@code project:dataset.table}.
 *
 * @param project project ID, possibly domain-scoped ({@code example.com:project})
 * @param table table ID, with its {@code $partition} decorator if there is one
 * @see <a href="https://cloud.google.com/bigquery/docs/tables#table_naming">Table naming</a>
 */
public record TableName(String project, String dataset, String table) {
    private static final String PROJECT = "(?:[A-Za-z0-9.-]+:)?[A-Za-z0-9-]+";
    private static final Pattern DECORATOR = Pattern.compile("(?<=.)[$@].*");
    private static final Pattern FORMS = Pattern.compile("(?:(?<project>" + PROJECT
            + ")[:.])?(?<dataset>\\w{1,1024})\\.(?<table>[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd} $@*]{1,1100})");

    public TableName {
        if (project.isEmpty() || dataset.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException("a table needs a project, a dataset and a name");
        }
    }

    /**
     * Reads {@code [project:]dataset.table}, {@code project.dataset.table} or
     * {@code example.com:project.dataset.table}, each with or without backticks and with or without a
     * {@code $partition} decorator.
     *
     * @param defaultProject the project of a table that names none
     * @return empty if the text is no table name
     */
    public static Optional<TableName> parse(String text, String defaultProject) {
        Matcher form = FORMS.matcher(text.replace("`", "").strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String project = form.group("project");
        return Optional.of(
                new TableName(project == null ? defaultProject : project, form.group("dataset"), form.group("table")));
    }

    /** Whether this is one table as a whole: no partition, no snapshot, no wildcard. */
    public boolean isOneWhole() {
        return table.indexOf('$') < 0 && table.indexOf('@') < 0 && table.indexOf('*') < 0;
    }

    /** The table without its {@code $partition} or {@code @snapshot} decorator. */
    public TableName whole() {
        return new TableName(project, dataset, DECORATOR.matcher(table).replaceFirst(""));
    }

    /** The name without its project, {@code dataset.table}. */
    public String withoutProject() {
        return dataset + "." + table;
    }

    @Override
    public String toString() {
        return project + ":" + dataset + "." + table;
    }
}
