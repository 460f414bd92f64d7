package dev.bqdispatch.job;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A BigQuery job that reached state {@code DONE}, well or badly: what matching and actions need of it.
 *
 * @param destinationTable of a QUERY, LOAD or COPY; null if the event names none
 * @param destinationUris of an EXTRACT
 * @param sourceTables of a COPY (one or more) or an EXTRACT (one)
 * @param sourceUris of a LOAD; empty for a local file
 * @param sql of a QUERY, as written; empty otherwise
 * @param statementType {@code SELECT}, {@code MERGE}, …; empty if unknown
 * @param user e-mail of who ran it; empty if unknown
 * @param error null if the job succeeded
 * @param scriptChild whether the job is one statement of a multi-statement script
 * @param gaps what the event does not tell; with {@link Gap#EVERYTHING} even the type is unknown, and {@code QUERY}
 *     stands in for it
 */
public record CompletedJob(
        JobRef ref,
        JobType type,
        @Nullable TableName destinationTable,
        List<String> destinationUris,
        List<TableName> sourceTables,
        List<String> sourceUris,
        String sql,
        String statementType,
        Map<String, String> labels,
        String user,
        @Nullable JobError error,
        JobTimes times,
        boolean scriptChild,
        Set<Gap> gaps) {

    public CompletedJob {
        gaps = Set.copyOf(gaps);
        destinationUris = List.copyOf(destinationUris);
        sourceTables = List.copyOf(sourceTables);
        sourceUris = List.copyOf(sourceUris);
        labels = Map.copyOf(labels);
    }

    /** Whether the event tells the job whole. */
    public boolean whole() {
        return gaps.isEmpty();
    }

    /** Whether this gap is in what the event tells. */
    public boolean lacks(Gap gap) {
        return gaps.contains(gap);
    }

    public boolean failed() {
        return error != null;
    }

    /** What a {@code Dest} filter sees: a table, an EXTRACT's URIs joined by commas, or nothing. */
    public String destination() {
        if (type == JobType.EXTRACT) {
            return String.join(",", destinationUris);
        }
        return destinationTable == null ? "" : destinationTable.toString();
    }

    /** What a {@code Source} filter sees: the SQL on one line, the URIs or the tables joined by commas. */
    public String source() {
        return switch (type) {
            case QUERY -> onOneLine(sql);
            case LOAD -> String.join(",", sourceUris);
            case EXTRACT, COPY -> sourceTables.stream().map(TableName::toString).collect(Collectors.joining(","));
        };
    }

    /** Whether a query wrote an anonymous result table: a dataset that starts with an underscore. */
    public boolean anonymousDestination() {
        return destinationTable != null && destinationTable.dataset().startsWith("_");
    }

    /** Every line break ({@code \n}, {@code \r} or both) becomes one space. */
    private static String onOneLine(String text) {
        if (text.indexOf('\r') >= 0) {
            return text.replace("\r\n", " ").replace('\n', ' ').replace('\r', ' ');
        }
        int at = text.indexOf('\n');
        if (at < 0) {
            return text;
        }
        // Lines of SQL are long: what stays is passed over quickly here, where replace compares one by one.
        StringBuilder line = new StringBuilder(text);
        for (; at >= 0; at = text.indexOf('\n', at + 1)) {
            line.setCharAt(at, ' ');
        }
        return line.toString();
    }
}
