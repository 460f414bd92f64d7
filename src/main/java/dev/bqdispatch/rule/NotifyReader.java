package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.job.ObjectUrl;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the request of a notification. */
final class NotifyReader {
    private static final String NAME = "[A-Za-z0-9_-]{1,63}";
    private static final Pattern KEY = Pattern.compile("(?:projects/[^/\\s]+/locations/[^/\\s]+/keyRings/" + NAME
            + "/cryptoKeys/" + NAME + "|" + NAME + "/" + NAME + ")");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");
    private static final Credential NOBODY = new Credential.Inline("");

    private NotifyReader() {}

    static Request read(RequestFields fields) {
        List<String> channels =
                fields.texts("Channels").stream().map(String::strip).toList();
        if (channels.isEmpty()) {
            fields.problem("Channels", "is missing; expected a channel, as #ops or C0123456789, or a list of them");
        }
        if (channels.stream().anyMatch(String::isEmpty)) {
            fields.problem("Channels", "names an empty channel; expected channels as #ops or C0123456789");
        }
        if (!fields.has("Title") && !fields.has("Message") && !fields.has("Body")) {
            fields.problem("Message", "is missing; expected a text here, in Title or in Body");
        }
        JsonNode body = fields.value("Body");
        return new Request.Notify(
                channels.stream().distinct().toList(),
                fields.text("From"),
                fields.text("Title"),
                fields.text("Message"),
                body.isContainerNode() ? body.toPrettyString() : body.asText(),
                credential(fields));
    }

    private static Credential credential(RequestFields fields) {
        boolean inline = fields.has("Token");
        boolean secret = fields.has("Secret");
        if (inline == secret) {
            fields.problem(
                    "Token",
                    inline
                            ? "stands beside Secret; give one of the two"
                            : "is missing; expected a Slack token here, as ${env.X} for instance, or in Secret");
        }
        if (secret) {
            return encrypted(fields.object("Secret"));
        }
        String token = fields.text("Token").strip();
        if (inline && !fields.open(token) && !TOKEN.matcher(token).matches()) {
            fields.problem("Token", "is no Slack token; expected a text without blanks");
        }
        return inline ? new Credential.Inline(token) : NOBODY;
    }

    private static Credential encrypted(RequestFields secret) {
        secret.warnUnknown(List.of("URL", "Key"));
        ObjectUrl url = secret.urls().one("URL", UrlForm.OBJECT);
        String key = secret.text("Key").strip();
        if (!secret.open(key) && !KEY.matcher(key).matches()) {
            secret.problem(
                    "Key",
                    RequestFields.expected(
                            "projects/P/locations/L/keyRings/R/cryptoKeys/K, or R/K in ProjectID and Region",
                            key.isEmpty() ? "" : secret.written("Key")));
            return NOBODY;
        }
        return new Credential.Encrypted(url, key);
    }
}
