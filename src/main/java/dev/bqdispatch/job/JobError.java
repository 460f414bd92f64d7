package dev.bqdispatch.job;

/**
 * Why a job failed, as BigQuery says it.
 *
 * @param code a {@code google.rpc.Code} or HTTP status, 0 if unknown
 * @param reason the REST reason ({@code notFound}); empty where the audit log leaves it out
 * @param message for people
 * @see <a href="https://cloud.google.com/bigquery/docs/error-messages">Error messages</a>
 */
public record JobError(int code, String reason, String message) {}
