package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a field of a REST resource holds, and how it is written: keys in REST's spelling whatever the document's, 64-bit
 * numbers as text.
 */
sealed interface RestShape {

    /** Writes a value; one of the wrong shape is a problem and comes out as a missing node. */
    JsonNode write(JsonNode value, String path, Writing writing);

    /** What writing needs: how texts are filled in, and where faults go. */
    interface Writing {
        /** The text with references to the environment replaced. */
        String resolved(String text);

        /** Whether the text may become anything yet. */
        boolean open(String text);

        Faults faults();
    }

    /** A value without parts. */
    enum Scalar implements RestShape {
        TEXT("a text") {
            @Override
            Optional<JsonNode> of(String text) {
                return Optional.of(TextNode.valueOf(text));
            }
        },
        FLAG("true or false") {
            @Override
            Optional<JsonNode> of(String text) {
                String word = text.toLowerCase(Locale.ROOT);
                return word.equals("true") || word.equals("false")
                        ? Optional.of(BooleanNode.valueOf(word.equals("true")))
                        : Optional.empty();
            }
        },
        INT32("a whole number") {
            @Override
            Optional<JsonNode> of(String text) {
                return number(text, Integer.SIZE).map(number -> IntNode.valueOf(number.intValueExact()));
            }
        },
        INT64("a whole number") {
            @Override
            Optional<JsonNode> of(String text) {
                return number(text, Long.SIZE).map(number -> TextNode.valueOf(number.toString()));
            }
        };

        private static final Pattern DIGITS = Pattern.compile("-?\\d{1,19}");
        private final String form;

        Scalar(String form) {
            this.form = form;
        }

        abstract Optional<JsonNode> of(String text);

        private static Optional<BigInteger> number(String text, int bits) {
            return Optional.of(text)
                    .filter(digits -> DIGITS.matcher(digits).matches())
                    .map(BigInteger::new)
                    .filter(number -> number.bitLength() < bits);
        }

        @Override
        public JsonNode write(JsonNode value, String path, Writing writing) {
            String text = value.asText();
            if (value.isValueNode() && writing.open(text)) {
                return MissingNode.getInstance();
            }
            Optional<JsonNode> written = value.isValueNode() ? of(writing.resolved(text)) : Optional.empty();
            if (written.isEmpty()) {
                writing.faults().problem(path, "expected " + form);
            }
            return written.orElse(MissingNode.getInstance());
        }
    }

    /** Any value, as it is. */
    record Open() implements RestShape {
        @Override
        public JsonNode write(JsonNode value, String path, Writing writing) {
            return Texts.map(value, writing::resolved);
        }
    }

    /** A schema, whose content is the user's own. */
    record Schema() implements RestShape {
        @Override
        public JsonNode write(JsonNode value, String path, Writing writing) {
            if (!value.path("fields").isArray()) {
                writing.faults().problem(path, "expected a schema, {\"fields\": [{\"name\": ..., \"type\": ...}]}");
            }
            return new Open().write(value, path, writing);
        }
    }

    /** A list; a single value is a list of one. */
    record ListOf(RestShape element) implements RestShape {
        @Override
        public JsonNode write(JsonNode value, String path, Writing writing) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            if (!value.isArray()) {
                add(list, element.write(value, path, writing));
            }
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                add(list, element.write(value.path(i), path + "[" + i + "]", writing));
            }
            return list;
        }

        private static void add(ArrayNode list, JsonNode written) {
            if (!written.isMissingNode()) {
                list.add(written);
            }
        }
    }

    /** An object; a field that is not known is written if it may be newer than this version. */
    record Fielded(Map<String, RestShape> fields) implements RestShape {
        public Fielded {
            Map<String, RestShape> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            folded.putAll(fields);
            fields = folded;
        }

        @Override
        public JsonNode write(JsonNode value, String path, Writing writing) {
            Fields unused = Fields.of(value, path, writing.faults());
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(entry -> {
                String at = JsonPath.key(path, entry.getKey());
                if (!entry.getValue().isNull()) {
                    put(object, entry.getKey(), entry.getValue(), at, writing);
                }
            });
            return object;
        }

        /** Writes one field under REST's name into the object. */
        void put(ObjectNode object, String name, JsonNode value, String path, Writing writing) {
            RestShape shape = fields.get(name);
            JsonNode written;
            if (shape != null) {
                written = shape.write(value, path, writing);
            } else {
                writing.faults().warning(path, unknown(name, fields.keySet()));
                written = mayBeNewer(name, fields.keySet())
                        ? new Open().write(value, path, writing)
                        : MissingNode.getInstance();
            }
            if (!written.isMissingNode()) {
                object.set(shape == null ? name : restName(name), written);
            }
        }

        private String restName(String name) {
            return fields.keySet().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse(name);
        }
    }

    /** What to say of a field that is not known. */
    static String unknown(String name, Collection<String> known) {
        if (!mayBeNewer(name, known)) {
            return "is unknown and ignored" + Spelling.hint(name, known);
        }
        return "is unknown here and goes to BigQuery as it is"
                + Spelling.meant(name, known)
                        .map(near -> "; the nearest known key is '" + near + "'")
                        .orElse("");
    }

    /** Whether an unknown field is spelled as REST spells its own, and is not just a slip of the pen. */
    static boolean mayBeNewer(String name, Collection<String> known) {
        return name.matches("[a-z][A-Za-z0-9]{1,99}")
                && Spelling.slip(name, known).isEmpty();
    }
}
