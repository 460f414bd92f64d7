package dev.bqdispatch.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes of a document that leave it JSON: at any place another value, another key, less, more, or a piece of another. */
final class Mutations {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONG_TEXT = 60_000;

    private static final List<JsonNode> ODD = List.of(
            JSON.nullNode(),
            JSON.textNode(""),
            JSON.textNode("DONE"),
            JSON.textNode("\u0000\n\t\"\\ \ud83d\ude00"),
            JSON.textNode("-9223372036854775809"),
            JSON.textNode("projects/../jobs/..%2f"),
            JSON.textNode("gs://b/../../x"),
            JSON.textNode("2026-02-30T25:61:61Z"),
            JSON.textNode("${env.HOME} $JobID ${config.X}"),
            JSON.textNode("x".repeat(LONG_TEXT)),
            JSON.numberNode(1e300),
            JSON.numberNode(-1),
            JSON.numberNode(Long.MAX_VALUE),
            JSON.booleanNode(true),
            JSON.objectNode(),
            JSON.arrayNode(),
            JSON.arrayNode().add(1).addNull().add("x"),
            JSON.objectNode().put("query", "x").putNull("load"));

    private Mutations() {}

    /** Changes one place of a tree, which is the caller's. */
    static void change(JsonNode tree, JsonNode other, Random random) {
        List<JsonNode> places = places(tree);
        if (places.isEmpty()) {
            return;
        }
        JsonNode place = places.get(random.nextInt(places.size()));
        int index = random.nextInt(place.size());
        if (place instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            change(object, names.get(index), other, random);
        } else if (place instanceof ArrayNode array) {
            array.set(index, value(array.get(index), other, random));
        }
    }

    private static void change(ObjectNode object, String name, JsonNode other, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> {
                JsonNode moved = object.remove(name);
                object.set(name + (char) ('a' + random.nextInt(26)), moved);
            }
            default -> object.set(name, value(object.get(name), other, random));
        }
    }

    private static JsonNode value(JsonNode before, JsonNode other, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> piece(other, random);
            case 1 -> before.isTextual() ? JSON.textNode(garbled(before.asText(), random)) : before;
            case 2 -> JSON.arrayNode().add(before.deepCopy()).add(before.deepCopy());
            default -> ODD.get(random.nextInt(ODD.size())).deepCopy();
        };
    }

    private static JsonNode piece(JsonNode other, Random random) {
        List<JsonNode> places = places(other);
        return places.isEmpty()
                ? other.deepCopy()
                : places.get(random.nextInt(places.size())).deepCopy();
    }

    private static String garbled(String text, Random random) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + (char) random.nextInt(0x3000) + text.substring(at);
    }

    private static List<JsonNode> places(JsonNode tree) {
        List<JsonNode> found = new ArrayList<>();
        collect(tree, found);
        return found;
    }

    private static void collect(JsonNode node, List<JsonNode> found) {
        if (node.isContainerNode() && !node.isEmpty()) {
            found.add(node);
            node.forEach(child -> collect(child, found));
        }
    }
}
