package dev.bqdispatch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document that knows its path. What is missing or null reads as empty, as protocol buffers leave out
 * what has its default; what is there with another type is {@link WrongShape}.
 */
final class JsonAt {
    /** What a protocol buffer timestamp can hold; beyond it milliseconds overflow and hour folders have no name. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final int NO_INDEX = -1;

    private final JsonNode node;
    private final @Nullable JsonAt parent;
    private final String key;
    private final int index;

    /** The parent is kept instead of the path, which only a faulty document ever needs. */
    private JsonAt(JsonNode node, @Nullable JsonAt parent, String key, int index) {
        this.node = node;
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    static JsonAt root(JsonNode node) {
        return new JsonAt(node, null, "$", NO_INDEX);
    }

    /** A document that was found within another, under {@code key} of the parent. */
    static JsonAt within(JsonAt parent, String key, JsonNode node) {
        return new JsonAt(node, parent, key, NO_INDEX);
    }

    JsonNode node() {
        return node;
    }

    String path() {
        if (parent == null) {
            return key;
        }
        return parent.path() + (index == NO_INDEX ? "." + key : "[" + index + "]");
    }

    WrongShape wrong(String what) {
        return new WrongShape(path(), what);
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    /** Whether this is missing or has no keys. */
    boolean isEmpty() {
        return node.isEmpty();
    }

    JsonAt object(String key) {
        return value(key).expect(JsonNode::isObject, "an object");
    }

    /** Empty if missing. */
    String text(String key) {
        return value(key).expect(JsonNode::isTextual, "a string").node.asText("");
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonAt item : items(key)) {
            texts.add(item.expect(JsonNode::isTextual, "a string").node.asText(""));
        }
        return texts;
    }

    List<JsonAt> objects(String key) {
        List<JsonAt> objects = items(key);
        objects.forEach(item -> item.expect(JsonNode::isObject, "an object"));
        return objects;
    }

    Map<String, String> textMap(String key) {
        JsonAt map = object(key);
        Map<String, String> texts = new LinkedHashMap<>();
        map.node.fieldNames().forEachRemaining(name -> texts.put(name, map.text(name)));
        return texts;
    }

    /** An int64: a number or, as protocol buffers write it, a string; empty if missing. */
    OptionalLong whole(String key) {
        JsonAt value = value(key);
        JsonNode number = value.node;
        if (number.isMissingNode() || "".equals(number.textValue())) {
            return OptionalLong.empty();
        }
        if (number.canConvertToExactIntegral() && number.canConvertToLong()) {
            return OptionalLong.of(number.longValue());
        }
        try {
            return OptionalLong.of(Long.parseLong(number.isTextual() ? number.textValue() : ""));
        } catch (NumberFormatException e) {
            throw value.wrong("expected a whole number, found " + value.found());
        }
    }

    boolean flag(String key) {
        JsonAt value = value(key);
        return value.spelt()
                .orElseGet(() ->
                        value.expect(JsonNode::isBoolean, "true or false").node.booleanValue());
    }

    /** A warning: whatever is there and does not say no counts as yes, since a doubt must not cost the document. */
    boolean warning(String key) {
        JsonAt value = value(key);
        return value.spelt().orElseGet(() -> !value.node.isMissingNode() && value.node.asBoolean(true));
    }

    /** A flag that is written as a text, as some encoders do. */
    private Optional<Boolean> spelt() {
        if (!node.isTextual()) {
            return Optional.empty();
        }
        String text = node.textValue().toLowerCase(Locale.ROOT);
        return List.of("true", "false", "").contains(text) ? Optional.of(text.equals("true")) : Optional.empty();
    }

    /** A time in the form of RFC 3339, with up to nine digits of a second; null if missing. */
    @Nullable
    Instant time(String key) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return value(key).inRange(Rfc3339.parse(text));
        } catch (DateTimeException e) {
            throw value(key).wrong("expected a time in the form of RFC 3339");
        }
    }

    /** A time in milliseconds since 1970, as REST writes it; null if missing. */
    @Nullable
    Instant timeInMillis(String key) {
        OptionalLong millis = whole(key);
        return millis.isPresent() ? value(key).inRange(Instant.ofEpochMilli(millis.getAsLong())) : null;
    }

    private Instant inRange(Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw wrong("a time out of range");
        }
        return time;
    }

    private List<JsonAt> items(String key) {
        JsonAt array = value(key).expect(JsonNode::isArray, "an array");
        List<JsonAt> items = new ArrayList<>();
        for (int i = 0; i < array.node.size(); i++) {
            items.add(new JsonAt(array.node.path(i), array, "", i));
        }
        return items;
    }

    private JsonAt value(String key) {
        JsonNode value = node.path(key);
        return within(this, key, value.isNull() ? MissingNode.getInstance() : value);
    }

    private JsonAt expect(Predicate<JsonNode> type, String name) {
        if (!node.isMissingNode() && !type.test(node)) {
            throw wrong("expected " + name + ", found " + found());
        }
        return this;
    }

    private String found() {
        return "a value of type " + node.getNodeType().toString().toLowerCase(Locale.ROOT);
    }
}
