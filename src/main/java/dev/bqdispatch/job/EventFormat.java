package dev.bqdispatch.job;

/**
 * The shapes in which a completion arrives, or whoever found it without a message; the entry names them in
 * {@code Response.Source}.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/auditlogs">BigQuery audit logs</a>
 */
public enum EventFormat {
    /** Cloud Logging entry with {@code BigQueryAuditMetadata}. */
    A("A"),
    /** Cloud Logging entry with the older {@code AuditData}. */
    B("B"),
    /** A reference to a job, which is then looked up. */
    C("C"),
    /** BigQuery REST {@code Job} resource. */
    D("D"),
    /** A CloudEvents envelope around one of the others. */
    E("E"),
    /** No message told of it: the reconciler found it. */
    RECONCILE("reconcile");

    private final String word;

    EventFormat(String word) {
        this.word = word;
    }

    /** The word of entries and metrics. */
    public String word() {
        return word;
    }
}
