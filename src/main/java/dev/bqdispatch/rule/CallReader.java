package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the request of a call. */
final class CallReader {
    private static final URI SOME_URL = URI.create("https://host/");
    private static final List<String> METHODS = List.of("", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    private static final int USUAL_MS = 30_000;
    /** Within a lease, and within the time that the end of the service leaves a last step. */
    private static final int LONGEST_MS = 55_000;

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n]+\\s*");
    private static final Pattern PRINTABLE = Pattern.compile("[\\t\\x20-\\x7e]{0,8192}");
    /** They say how the message is sent, which is not the caller's to say. */
    private static final Set<String> OF_TRANSPORT = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "expect",
            "te",
            "trailer",
            "upgrade");

    private final RequestFields fields;

    private CallReader(RequestFields fields) {
        this.fields = fields;
    }

    static Request read(RequestFields fields) {
        return new CallReader(fields).read();
    }

    private Request read() {
        URI url = url();
        if (fields.has("Scopes")) {
            fields.problem("Scopes", "is not supported; expected Auth, which adds an identity token");
        }
        boolean twice = fields.has("Body") && fields.has("BodyURL");
        if (twice) {
            fields.problem("Body", "stands beside BodyURL; give one of the two");
        }
        if (fields.has("BodyURL")) {
            fields.urls().one("BodyURL", UrlForm.OBJECT);
        }
        Payload body = Payload.of(fields.value("Body"));
        String method = method(fields.has("Body") || fields.has("BodyURL"));
        Map<String, String> headers = headers();
        String audience = audience(url, headers);
        Duration timeout = Duration.ofMillis(fields.whole("TimeoutMs", USUAL_MS, 1, LONGEST_MS));
        return new Request.Call(url, method, headers, body, audience, timeout);
    }

    private URI url() {
        String written = fields.written("URL");
        if (written.isEmpty()) {
            fields.problem("URL", RequestFields.expected(CallUrl.FORM, written));
            return SOME_URL;
        }
        String text = fields.text("URL");
        boolean open = fields.open(written);
        var fault = open ? CallUrl.faultOfWritten(written) : CallUrl.fault(text);
        fault.ifPresent(what -> fields.problem("URL", "'" + written + "' " + what));
        return open || fault.isPresent() ? SOME_URL : URI.create(text);
    }

    private String method(boolean hasBody) {
        String told = fields.word("Method", METHODS);
        if (hasBody && WITHOUT_BODY.contains(told)) {
            fields.problem("Method", told + " has no body; expected POST, PUT, PATCH or DELETE, or no Body");
        }
        return told.isEmpty() ? (hasBody ? "POST" : "GET") : told;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.scalars("Headers").forEach((name, value) -> {
            String oneLine = LINE_BREAKS.matcher(value).replaceAll(" ").strip();
            String path = JsonPath.key(fields.path("Headers"), name);
            if (!HEADER.matcher(name).matches()) {
                fields.faults().problem(path, "is no name of a header");
            } else if (OF_TRANSPORT.contains(name.toLowerCase(Locale.ROOT))) {
                fields.faults().problem(path, "is set by the service itself; expected other headers");
            } else if (!fields.open(value) && !PRINTABLE.matcher(oneLine).matches()) {
                // The value may be a secret.
                fields.faults().problem(path, "is no value of a header; expected at most 8192 characters of ASCII");
            } else if (headers.put(name, oneLine) != null) {
                fields.faults().problem(path, "is there in another spelling too; give one");
            }
        });
        return headers;
    }

    private @Nullable String audience(URI url, Map<String, String> headers) {
        JsonNode auth = fields.value("Auth");
        String text = auth.asText().strip();
        if (auth.isMissingNode() || text.equalsIgnoreCase("false")) {
            return null;
        }
        if (!auth.isValueNode() || auth.isNumber() || !PRINTABLE.matcher(text).matches()) {
            fields.problem("Auth", "is not right; expected true, false or the audience of the identity token");
        }
        if (headers.containsKey("Authorization")) {
            fields.problem("Auth", "adds an Authorization header, and Headers has one too; give one of the two");
        }
        if (!CallUrl.isPrivate(url)) {
            fields.problem("Auth", "would send a token over plain http, for all to read; expected an https URL");
        }
        return text.equalsIgnoreCase("true") ? CallUrl.audience(url) : text;
    }
}
