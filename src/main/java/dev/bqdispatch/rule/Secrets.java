package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes inline secrets out of what is stored or shown. */
public final class Secrets {
    private static final String HIDDEN = "***";

    /** Names of headers by which servers know who calls. */
    private static final Pattern SECRET_HEADER = Pattern.compile(
            "(?i).*(?:authorization|cookie|token|secret|passw|credential|signature|(?:api|access|auth|app|function)[_-]?key|x-key).*");

    /** The value may be in quotes, a block of YAML, or what is left of the line. */
    private static final Pattern INLINE =
            Pattern.compile("(?i)(?<before>\\b(?:token|authorization|cookie|(?:x-)?api-?key)[\"']?\\s*+[:=]\\s*+)"
                    + "(?:\"[^\"\\n]*+\"?|'[^'\\n]*+'?|[|>][^\\n]*+(?:\\n(?:[ \\t][^\\n]*+|(?=\\n)))*+|[^\\n,}]++)");

    private Secrets() {}

    /** Whether the value of a header is hidden: that of {@code Authorization}, {@code Cookie}, {@code X-Api-Key}, …. */
    public static boolean isSecretHeader(String name) {
        return SECRET_HEADER.matcher(name).matches();
    }

    /** A copy in which every {@code Token} and every secret header is hidden. */
    public static JsonNode redact(JsonNode node) {
        return redact(node, false);
    }

    /**
     * A document's text without inline secrets; where there were any, YAML becomes JSON.
     *
     * @return empty if there are none in it, so that the text can be kept as it is
     */
    public static Optional<String> redact(String text) {
        Faults faults = new Faults("document");
        JsonNode document = StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        if (faults.found()) {
            // It can't be read, but people will look at it.
            String hidden = INLINE.matcher(text).replaceAll("${before}\"" + HIDDEN + "\"");
            return hidden.equals(text) ? Optional.empty() : Optional.of(hidden);
        }
        JsonNode redacted = redact(document);
        boolean clean = redacted.equals(document) && (StrictText.isJson(text) || !inComments(text));
        return clean ? Optional.empty() : Optional.of(redacted.toPrettyString());
    }

    /** Whether something in a document's text was hidden by {@link #redact(String)}, so that it is the document no more. */
    public static boolean isRedacted(String text) {
        Faults faults = new Faults("document");
        JsonNode document = StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        return faults.found() ? text.contains("\"" + HIDDEN + "\"") : isRedacted(document, false);
    }

    private static boolean isRedacted(JsonNode node, boolean headers) {
        if (node.isObject()) {
            return node.properties().stream().anyMatch(entry -> {
                String key = entry.getKey();
                boolean secret = key.equalsIgnoreCase("Token") || (headers && isSecretHeader(key));
                return (secret && entry.getValue().asText().equals(HIDDEN))
                        || isRedacted(entry.getValue(), key.equalsIgnoreCase("Headers"));
            });
        }
        boolean found = false;
        for (JsonNode element : node) {
            found |= isRedacted(element, headers);
        }
        return found;
    }

    /** YAML has comments, and what was commented out may still be a secret. */
    private static boolean inComments(String yaml) {
        return yaml.indexOf('#') >= 0 && INLINE.matcher(yaml).find();
    }

    private static JsonNode redact(JsonNode node, boolean headers) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> {
                String key = entry.getKey();
                boolean secret = key.equalsIgnoreCase("Token") || (headers && isSecretHeader(key));
                JsonNode value = redact(entry.getValue(), key.equalsIgnoreCase("Headers"));
                copy.set(key, secret ? JsonNodeFactory.instance.textNode(HIDDEN) : value);
            });
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> copy.add(redact(element, headers)));
            return copy;
        }
        return node;
    }
}
