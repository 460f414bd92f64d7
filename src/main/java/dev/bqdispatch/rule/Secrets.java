package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** Takes inline secrets out of what is stored or shown. */
public final class Secrets {
    private static final String HIDDEN = "***";

    private Secrets() {}

    /** A copy in which every {@code Token}, and every header that ends in {@code Authorization}, is hidden. */
    public static JsonNode redact(JsonNode node) {
        return redact(node, false);
    }

    private static JsonNode redact(JsonNode node, boolean headers) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> {
                String key = entry.getKey();
                boolean secret = key.equalsIgnoreCase("Token")
                        || (headers && key.toLowerCase(Locale.ROOT).endsWith("authorization"));
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
