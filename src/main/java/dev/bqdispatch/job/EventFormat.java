package dev.bqdispatch.job;

/**
 * The shapes in which a completion arrives; the entry names them in {@code Response.Source}.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/auditlogs">BigQuery audit logs</a>
 */
public enum EventFormat {
    /** Cloud Logging entry with {@code BigQueryAuditMetadata}. */
    A,
    /** Cloud Logging entry with the older {@code AuditData}. */
    B,
    /** A reference to a job, which is then looked up. */
    C,
    /** BigQuery REST {@code Job} resource. */
    D,
    /** A CloudEvents envelope around one of the others. */
    E
}
