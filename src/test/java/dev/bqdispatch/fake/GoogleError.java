package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A refusal by one of Google's APIs, in the error body that they share
 * (<a href="https://cloud.google.com/storage/docs/json_api/v1/status-codes">status codes</a>).
 */
public final class GoogleError extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The canonical names that stand in {@code error.status} beside the HTTP code. */
    private static final Map<Integer, String> STATUS = Map.ofEntries(
            Map.entry(400, "INVALID_ARGUMENT"),
            Map.entry(401, "UNAUTHENTICATED"),
            Map.entry(403, "PERMISSION_DENIED"),
            Map.entry(404, "NOT_FOUND"),
            Map.entry(408, "DEADLINE_EXCEEDED"),
            Map.entry(409, "ALREADY_EXISTS"),
            Map.entry(412, "FAILED_PRECONDITION"),
            Map.entry(429, "RESOURCE_EXHAUSTED"),
            Map.entry(500, "INTERNAL"),
            Map.entry(501, "UNIMPLEMENTED"),
            Map.entry(503, "UNAVAILABLE"),
            Map.entry(504, "DEADLINE_EXCEEDED"));

    private final int code;
    private final String reason;

    public GoogleError(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static GoogleError badRequest(String reason, String message) {
        return new GoogleError(400, reason, message);
    }

    static GoogleError notFound(String message) {
        return new GoogleError(404, "notFound", message);
    }

    static GoogleError precondition() {
        return new GoogleError(
                412, "conditionNotMet", "At least one of the pre-conditions you specified did not hold.");
    }

    /** The HTTP status. */
    public int code() {
        return code;
    }

    /** The reason as in {@code error.errors[0].reason}. */
    public String reason() {
        return reason;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    ObjectNode body() {
        ObjectNode root = Json.object();
        ObjectNode error = root.putObject("error").put("code", code).put("message", message());
        error.putArray("errors")
                .addObject()
                .put("message", message())
                .put("domain", "global")
                .put("reason", reason);
        error.put("status", STATUS.getOrDefault(code, "UNKNOWN"));
        return root;
    }
}
