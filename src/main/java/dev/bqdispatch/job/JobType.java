package dev.bqdispatch.job;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of BigQuery job, by their REST names.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfiguration">JobConfiguration</a>
 */
public enum JobType {
    QUERY,
    LOAD,
    EXTRACT,
    COPY;

    /** Reads a job type in any case, also by the audit log's words {@code IMPORT} and {@code EXPORT}. */
    public static Optional<JobType> parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "QUERY" -> Optional.of(QUERY);
            case "LOAD", "IMPORT" -> Optional.of(LOAD);
            case "EXTRACT", "EXPORT" -> Optional.of(EXTRACT);
            case "COPY" -> Optional.of(COPY);
            default -> Optional.empty();
        };
    }
}
