package dev.bqdispatch.gcp;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what an error of Google's APIs means. REST: by reason before status, since a 403 may be a rate
 * limit and a 400 a passing failure. gRPC, and HTTP/JSON through the same clients: by code.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/error-messages">BigQuery's reasons</a>
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1/status-codes">Cloud Storage's</a>
 * @see <a href="https://cloud.google.com/pubsub/docs/reference/error-codes">Pub/Sub's</a>
 */
final class ErrorClassifier {
    private static final Set<String> TRANSIENT_REASONS = Set.of(
            "backendError",
            "internalError",
            "jobBackendError",
            "jobInternalError",
            "quotaExceeded",
            "tableUnavailable",
            "timeout");
    /** How every reason of a rate or a quota ends but one: {@code rateLimitExceeded}, {@code dailyLimitExceeded}, … */
    private static final String LIMIT = "LimitExceeded";

    /** Of {@code google.rpc.ErrorInfo}. */
    private static final Set<String> LIMIT_REACHED = Set.of("RATE_LIMIT_EXCEEDED", "QUOTA_EXCEEDED");

    private static final Pattern REASON = Pattern.compile("\"reason\"\\s*:\\s*\"([A-Za-z_]{1,60})\"");

    /** Cloud Storage has no reason of its own for this. */
    private static final Pattern MISSING_BUCKET =
            Pattern.compile("(?i)bucket\\b.*(?:does not exist|not found)|no ?such ?bucket");

    private static final Set<Integer> TRANSIENT_STATUSES = Set.of(401, 408, 429);
    private static final Set<StatusCode.Code> TRANSIENT_CODES = Set.of(
            StatusCode.Code.UNAVAILABLE,
            StatusCode.Code.DEADLINE_EXCEEDED,
            StatusCode.Code.RESOURCE_EXHAUSTED,
            StatusCode.Code.INTERNAL,
            StatusCode.Code.ABORTED,
            StatusCode.Code.UNKNOWN,
            StatusCode.Code.CANCELLED);
    private static final int LONGEST_MESSAGE = 300;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private ErrorClassifier() {}

    /**
     * Says what an exception of a REST call means. No answer at all (reset, timeout), or one that can't be read, is
     * transient.
     */
    static CallFailed rest(Exception error) {
        return error instanceof CallFailed classified ? classified : new CallFailed(failure(error), error);
    }

    private static Failure failure(Exception error) {
        if (error instanceof CallFailed classified) {
            return classified.failure();
        }
        if (error instanceof HttpResponseException answer) {
            String reason = reason(answer);
            Failure.Kind kind =
                    isTransient(answer.getStatusCode(), reason) ? Failure.Kind.TRANSIENT : Failure.Kind.PERMANENT;
            return new Failure(kind, answer.getStatusCode(), reason, message(answer), retryAfter(answer));
        }
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        return Failure.passing(message);
    }

    /** Says what the failure of a gRPC call means; one without a code (a closed channel) is transient. */
    static CallFailed grpc(Throwable error) {
        String message = error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
        if (error instanceof ApiException answer) {
            StatusCode.Code code = answer.getStatusCode().getCode();
            boolean passes = TRANSIENT_CODES.contains(code) || namesALimit(answer);
            Failure.Kind kind = passes ? Failure.Kind.TRANSIENT : Failure.Kind.PERMANENT;
            return new CallFailed(
                    new Failure(kind, code.getHttpStatusCode(), code.name(), message, Duration.ZERO), error);
        }
        return new CallFailed(Failure.passing(message), error);
    }

    /** Whether a rate or a quota is the reason, which gRPC puts into the details and HTTP into the answer's body. */
    private static boolean namesALimit(ApiException answer) {
        if (LIMIT_REACHED.contains(String.valueOf(answer.getReason()))) {
            return true;
        }
        for (Throwable cause = answer.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException http && http.getContent() != null) {
                return REASON.matcher(http.getContent())
                        .results()
                        .map(reason -> reason.group(1))
                        .anyMatch(reason -> TRANSIENT_REASONS.contains(reason)
                                || reason.endsWith(LIMIT)
                                || LIMIT_REACHED.contains(reason));
            }
        }
        return false;
    }

    /**
     * How a REST call that threw this ended, in the words of the metric. What is not there is how most looks end, so no
     * exception is made for it.
     */
    static String restWord(Exception error) {
        Failure failure = failure(error);
        return word(isMissingBucket(error) ? 0 : failure.status(), failure);
    }

    /** How a gRPC call that failed so ended, in the words of the metric. */
    static String grpcWord(Throwable error) {
        Failure failure = grpc(error).failure();
        return word(failure.status(), failure);
    }

    private static String word(int status, Failure failure) {
        return switch (failure.isTransient() ? 0 : status) {
            case 404 -> "not_found";
            case 409 -> "exists";
            case 412 -> "precondition";
            default -> failure.kind().name().toLowerCase(Locale.ROOT);
        };
    }

    /** Whether a gRPC call waited until its deadline. */
    static boolean isDeadlineExceeded(Throwable error) {
        return error instanceof ApiException answer
                && answer.getStatusCode().getCode() == StatusCode.Code.DEADLINE_EXCEEDED;
    }

    /** Whether the exception is an answer with this status. */
    static boolean is(Exception error, int status) {
        return error instanceof HttpResponseException answer && answer.getStatusCode() == status;
    }

    /** Whether a 404 is about the bucket: then nothing is said about the object. */
    static boolean isMissingBucket(Exception error) {
        if (!is(error, 404) || !(error instanceof HttpResponseException answer)) {
            return false;
        }
        return MISSING_BUCKET.matcher(message(answer)).find();
    }

    private static boolean isTransient(int status, String reason) {
        return TRANSIENT_REASONS.contains(reason)
                || reason.endsWith(LIMIT)
                || TRANSIENT_STATUSES.contains(status)
                || status >= 500;
    }

    /** The first reason that says that trying again can help, else the first one. */
    private static String reason(HttpResponseException answer) {
        GoogleJsonError details = details(answer);
        List<GoogleJsonError.ErrorInfo> errors = details == null ? null : details.getErrors();
        if (errors == null) {
            return "";
        }
        List<String> reasons = errors.stream()
                .map(GoogleJsonError.ErrorInfo::getReason)
                .filter(Objects::nonNull)
                .toList();
        return reasons.stream()
                .filter(reason -> TRANSIENT_REASONS.contains(reason) || reason.endsWith(LIMIT))
                .findFirst()
                .orElse(reasons.isEmpty() ? "" : reasons.get(0));
    }

    /** Errors of a download are plain text, those of a proxy in between are pages. */
    private static String message(HttpResponseException answer) {
        GoogleJsonError details = details(answer);
        if (details != null && details.getMessage() != null) {
            return details.getMessage();
        }
        String content = answer.getContent() == null ? "" : answer.getContent().strip();
        if (!content.isEmpty() && content.length() <= LONGEST_MESSAGE && !content.startsWith("<")) {
            return content;
        }
        return answer.getStatusMessage() == null ? "no message" : answer.getStatusMessage();
    }

    private static @Nullable GoogleJsonError details(HttpResponseException answer) {
        return answer instanceof GoogleJsonResponseException json ? json.getDetails() : null;
    }

    /** Only the form in seconds: Google sends no other. */
    private static Duration retryAfter(HttpResponseException answer) {
        String header = answer.getHeaders() == null ? null : answer.getHeaders().getRetryAfter();
        if (header == null || !header.matches("[0-9]{1,6}")) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(header));
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }
}
