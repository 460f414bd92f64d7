package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * An object of a document, its keys matched without regard to case. A value of {@code null} and an empty text count as
 * absent: the writers of older documents put them where they had nothing to say.
 */
public final class Fields {
    private record Field(String name, JsonNode value) {}

    private final String path;
    private final Faults faults;
    private final Map<String, Field> byKey = new LinkedHashMap<>();

    private Fields(String path, Faults faults) {
        this.path = path;
        this.faults = faults;
    }

    /** Reads an object; anything else but a missing one is a problem, and so are two spellings of one key. */
    public static Fields of(JsonNode node, String path, Faults faults) {
        Fields fields = new Fields(path, faults);
        if (node.isObject() && node.size() > Limits.KEYS) {
            faults.problem(path, "has " + node.size() + " keys; expected at most " + Limits.KEYS);
        } else if (node.isObject()) {
            node.properties().forEach(entry -> fields.add(entry.getKey(), entry.getValue()));
        } else if (!node.isMissingNode()) {
            faults.problem(path, "expected an object");
        }
        return fields;
    }

    private void add(String name, JsonNode value) {
        Field before = byKey.putIfAbsent(fold(name), new Field(name, value));
        if (before != null) {
            faults.problem(
                    JsonPath.key(path, name), "is the key '" + before.name() + "' in another spelling; give one");
        }
    }

    public String path() {
        return path;
    }

    /** The JSON path of a key, in the document's own spelling if it is there. */
    public String path(String key) {
        Field field = byKey.get(fold(key));
        return JsonPath.key(path, field == null ? key : field.name());
    }

    /** Whether the key has a value that says something. */
    public boolean has(String key) {
        JsonNode value = get(key);
        return !value.isMissingNode();
    }

    /** The value of a key; a missing node for none, {@code null} or an empty text. */
    public JsonNode get(String key) {
        Field field = byKey.get(fold(key));
        if (field == null || field.value().isNull()) {
            return MissingNode.getInstance();
        }
        boolean empty = field.value().isTextual() && field.value().textValue().isEmpty();
        return empty ? MissingNode.getInstance() : field.value();
    }

    /** Gives each key in the document's spelling with its value, but those of {@code null}. */
    void each(BiConsumer<String, JsonNode> reader) {
        byKey.values().stream()
                .filter(field -> !field.value().isNull())
                .forEach(field -> reader.accept(field.name(), field.value()));
    }

    /** Whether the key is there with an empty text. */
    boolean isEmptyText(String key) {
        Field field = byKey.get(fold(key));
        return field != null
                && field.value().isTextual()
                && field.value().textValue().isEmpty();
    }

    /** A text, a number or a truth value as text; empty if absent; anything else is a problem. */
    public String text(String key) {
        JsonNode value = get(key);
        if (value.isMissingNode()) {
            return "";
        }
        if (!value.isValueNode()) {
            problem(key, "expected a text");
            return "";
        }
        return value.asText();
    }

    /** True, false (also as text) or absent, which is empty; anything else is a problem. */
    public Optional<Boolean> flag(String key) {
        JsonNode value = get(key);
        String text = value.asText().toLowerCase(Locale.ROOT);
        if (value.isValueNode() && (text.equals("true") || text.equals("false"))) {
            return Optional.of(text.equals("true"));
        }
        if (!value.isMissingNode()) {
            problem(key, "expected true or false");
        }
        return Optional.empty();
    }

    /** The object under a key; one without fields if absent. */
    public Fields object(String key) {
        return of(get(key), path(key), faults);
    }

    /** The elements of a list of texts; a single text is a list of one; anything else is a problem. */
    public List<String> texts(String key) {
        JsonNode value = get(key);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.textValue());
        } else if (value.size() > Limits.TEXTS) {
            problem(key, "has " + value.size() + " elements; expected at most " + Limits.TEXTS);
        } else if (value.isArray() && allTexts(value)) {
            value.forEach(element -> texts.add(element.textValue()));
        } else if (!value.isMissingNode()) {
            problem(key, "expected a list of texts");
        }
        return texts;
    }

    private static boolean allTexts(JsonNode list) {
        for (JsonNode element : list) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return true;
    }

    /** Notes a problem with the value of a key. */
    public void problem(String key, String message) {
        faults.problem(path(key), message);
    }

    /** Warns of each key that is not among those known, naming the one that looks most like it. */
    public void warnUnknown(Collection<String> known) {
        warnUnknown(known, key -> "is unknown and ignored" + Spelling.hint(key, known));
    }

    /**
     * As {@link #warnUnknown(Collection)}, in other words.
     *
     * @param warning is given the key as the document has it
     */
    void warnUnknown(Collection<String> known, UnaryOperator<String> warning) {
        byKey.values().forEach(field -> {
            if (known.stream().noneMatch(field.name()::equalsIgnoreCase)) {
                faults.warning(JsonPath.key(path, field.name()), () -> warning.apply(field.name()));
            }
        });
    }

    /** Refuses each of these keys if it is there: what they ask for would silently not be done. */
    public void refuse(Collection<String> keys) {
        keys.stream().filter(this::has).forEach(key -> problem(key, "is not supported by this version"));
    }

    Faults faults() {
        return faults;
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
