package dev.bqdispatch.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The few words of JSON that the fakes need. */
final class Json {
    private static final com.fasterxml.jackson.databind.ObjectMapper MAPPER =
            new com.fasterxml.jackson.databind.ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** An absent body is an empty object, as it is to Google; anything that is no object is refused. */
    static ObjectNode parse(ByteString bytes) {
        if (bytes.isEmpty()) {
            return object();
        }
        try {
            JsonNode node = MAPPER.readTree(bytes.toByteArray());
            if (node instanceof ObjectNode found) {
                return found;
            }
        } catch (JsonProcessingException e) {
            throw GoogleError.badRequest("parseError", "Parse Error: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw GoogleError.badRequest("parseError", "Parse Error");
    }

    static ByteString bytes(JsonNode node) {
        try {
            return ByteString.copyFrom(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text at a dotted path such as {@code status.errorResult.reason}, or null where there is none. */
    static @Nullable String text(JsonNode node, String dotted) {
        JsonNode found = at(node, dotted);
        return found.isMissingNode() || found.isNull() ? null : found.asText();
    }

    static String text(JsonNode node, String dotted, String otherwise) {
        String found = text(node, dotted);
        return found == null ? otherwise : found;
    }

    /** The node at a dotted path, or a missing node. */
    static JsonNode at(JsonNode node, String dotted) {
        JsonNode found = node;
        for (String step : com.google.common.base.Splitter.on('.').split(dotted)) {
            found = found.path(step);
        }
        return found;
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
