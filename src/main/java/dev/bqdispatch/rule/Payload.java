package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * What an action sends.
 *
 * @param text the whole of it; empty if there is none
 * @param json whether it is a JSON object or list
 */
public record Payload(String text, boolean json) {
    static final Payload NONE = new Payload("", false);

    /** A text as it is, anything else as JSON. */
    static Payload of(JsonNode value) {
        if (value.isMissingNode()) {
            return NONE;
        }
        return value.isTextual()
                ? new Payload(value.textValue(), isDocument(StrictJson.tryRead(value.textValue())))
                : new Payload(value.toString(), value.isContainerNode());
    }

    /**
     * A text that is to be filled in, as JSON if it is an object or a list of JSON: then a value with a quote in it can't
     * break it.
     */
    static JsonNode template(String text) {
        JsonNode document = StrictJson.tryRead(text);
        return isDocument(document) ? document : JsonNodeFactory.instance.textNode(text);
    }

    private static boolean isDocument(JsonNode document) {
        return document.isObject() || document.isArray();
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Without the text: what is sent may be secret. */
    @Override
    public String toString() {
        return text.length() + " characters" + (json ? " of JSON" : "");
    }
}
