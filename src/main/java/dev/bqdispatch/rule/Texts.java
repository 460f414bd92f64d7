package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks the texts of a JSON value; keys are left alone. */
final class Texts {
    private Texts() {}

    /** A copy with every text replaced. */
    static JsonNode map(JsonNode node, UnaryOperator<String> change) {
        return map(node, "$", (text, path) -> change.apply(text));
    }

    /**
     * A copy with every text replaced.
     *
     * @param path where the value stands in its document
     * @param change is given a text and its JSON path
     */
    static JsonNode map(JsonNode node, String path, BinaryOperator<String> change) {
        if (node.isTextual()) {
            return JsonNodeFactory.instance.textNode(change.apply(node.textValue(), path));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(entry -> copy.set(
                            entry.getKey(), map(entry.getValue(), JsonPath.key(path, entry.getKey()), change)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < node.size(); i++) {
                copy.add(map(node.path(i), JsonPath.index(path, i), change));
            }
            return copy;
        }
        return node;
    }

    static void each(JsonNode node, Consumer<String> reader) {
        if (node.isTextual()) {
            reader.accept(node.textValue());
        }
        node.forEach(child -> each(child, reader));
    }
}
