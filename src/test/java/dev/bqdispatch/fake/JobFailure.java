package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a job ended badly (<a href="https://cloud.google.com/bigquery/docs/error-messages">reasons</a>). REST says the
 * reason; audit logs say a code of google.rpc.Code instead.
 */
public record JobFailure(String reason, String message) {
    private static final Map<String, Integer> RPC = Map.ofEntries(
            Map.entry("stopped", 1),
            Map.entry("invalid", 3),
            Map.entry("invalidQuery", 3),
            Map.entry("notFound", 5),
            Map.entry("duplicate", 6),
            Map.entry("accessDenied", 7),
            Map.entry("quotaExceeded", 8),
            Map.entry("rateLimitExceeded", 8),
            Map.entry("jobRateLimitExceeded", 8),
            Map.entry("resourcesExceeded", 8),
            Map.entry("backendError", 13),
            Map.entry("jobBackendError", 13),
            Map.entry("internalError", 13),
            Map.entry("jobInternalError", 13));

    static @Nullable JobFailure of(JsonNode rest) {
        JsonNode error = Json.at(rest, "status.errorResult");
        return error.isObject() && !error.isEmpty()
                ? new JobFailure(Json.text(error, "reason", ""), Json.text(error, "message", ""))
                : null;
    }

    ObjectNode toRest() {
        return Json.object().put("reason", reason).put("message", message);
    }

    /** google.rpc.Status: what both audit formats have. */
    ObjectNode toStatus() {
        return Json.object().put("code", RPC.getOrDefault(reason, 2)).put("message", message);
    }
}
