package dev.bqdispatch.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/**
 * Reads JSON documents of unknown origin, compressed with gzip or not, as far as an outline says. What is left out must be
 * JSON all the same. Safe for use by several threads.
 */
final class JsonReader {
    /** A {@code Job} resource with its query plan is some 15 deep; a deeper document is made to overflow a stack. */
    private static final int MAX_NESTING = 200;

    /** Each token becomes an object of its own: ten megabytes of {@code [],} would take a heap with them. */
    private static final int MAX_TOKENS = 1_000_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxTokenCount(MAX_TOKENS)
                    // A text is never longer than its message; and one that is left out is not measured.
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // JSON between systems is UTF-8; and names come from outside, so none is kept for the JVM's life.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build());

    private final Outline outline;

    JsonReader(Outline outline) {
        this.outline = outline;
    }

    /**
     * Reads a document; the missing node if there is none. Of a key that is there twice the last counts. Of an object's
     * keys that the outline does not have, the first is kept with a null, so that an object is empty only if it came so;
     * where it has the keys of an object and an array is found, that is kept as an empty one.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON
     */
    JsonNode read(byte[] data) throws IOException {
        return parse(Gzip.isCompressed(data) ? Gzip.inflate(data) : data);
    }

    /** A byte order mark, which Windows editors put before what is then sent by hand, is passed over. */
    private JsonNode parse(byte[] data) throws IOException {
        boolean marked = data.length >= 3 && data[0] == (byte) 0xEF && data[1] == (byte) 0xBB && data[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        try (JsonParser parser = JSON.getFactory().createParser(data, start, data.length - start)) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode document = value(parser, outline);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows on the document");
            }
            return document;
        }
    }

    private static JsonNode value(JsonParser parser, Outline outline) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, outline);
            case START_ARRAY -> array(parser, outline);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            // Numbers, of all kinds.
            default -> JSON.readTree(parser);
        };
    }

    private static ObjectNode object(JsonParser parser, Outline outline) throws IOException {
        ObjectNode object = NODES.objectNode();
        boolean whole = true;
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            Outline inner = outline.under(key);
            if (inner != null) {
                object.set(key, value(parser, inner));
                continue;
            }
            parser.skipChildren();
            if (whole) {
                object.putNull(key);
                whole = false;
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser, Outline outline) throws IOException {
        ArrayNode array = NODES.arrayNode();
        if (!outline.isWhole()) {
            parser.skipChildren();
            return array;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, outline));
        }
        return array;
    }
}
