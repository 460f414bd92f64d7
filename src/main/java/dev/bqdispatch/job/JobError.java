package dev.bqdispatch.job;

import java.util.Set;

/**
 * Why a job failed, as BigQuery says it.
 *
 * @param code a {@code google.rpc.Code} or HTTP status, 0 if unknown
 * @param reason the REST reason ({@code notFound}); empty where the audit log leaves it out
 * @param message for people
 * @see <a href="https://cloud.google.com/bigquery/docs/error-messages">Error messages</a>
 */
public record JobError(int code, String reason, String message) {
    private static final Set<String> PASSING = Set.of(
            "backendError",
            "internalError",
            "jobBackendError",
            "jobInternalError",
            "rateLimitExceeded",
            "jobRateLimitExceeded");

    /** Whether the same job may succeed if it is submitted again, for this REST reason. */
    public static boolean mayPass(String reason) {
        return PASSING.contains(reason);
    }
}
