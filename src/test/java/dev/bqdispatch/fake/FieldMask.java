package dev.bqdispatch.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A <a href="https://cloud.google.com/storage/docs/json_api#partial-response">partial response</a>: who asks for some
 * fields gets no others. {@code a,b(c,d/e),*} is the whole grammar.
 */
final class FieldMask {
    private final Map<String, FieldMask> fields = new LinkedHashMap<>();

    private FieldMask() {}

    static FieldMask parse(String text) {
        FieldMask mask = new FieldMask();
        mask.read(text, 0);
        return mask;
    }

    /** Reads a list up to its closing bracket or the end; returns where it stopped. */
    private int read(String text, int start) {
        int at = start;
        FieldMask current = this;
        StringBuilder name = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '(') {
                at = current.child(name).read(text, at);
            } else if (c == '/') {
                current = current.child(name);
            } else if (c == ',' || c == ')') {
                current.child(name);
                current = this;
                if (c == ')') {
                    return at;
                }
            } else {
                name.append(c);
            }
        }
        current.child(name);
        return at;
    }

    private FieldMask child(StringBuilder name) {
        String key = name.toString().strip();
        name.setLength(0);
        return key.isEmpty() ? this : fields.computeIfAbsent(key, any -> new FieldMask());
    }

    JsonNode apply(JsonNode node) {
        if (fields.isEmpty() || fields.containsKey("*")) {
            return node;
        }
        if (node instanceof ArrayNode list) {
            ArrayNode cut = Json.array();
            list.forEach(element -> cut.add(apply(element)));
            return cut;
        }
        ObjectNode cut = Json.object();
        fields.forEach((name, mask) -> {
            if (node.has(name)) {
                cut.set(name, mask.apply(node.path(name)));
            }
        });
        return cut;
    }
}
