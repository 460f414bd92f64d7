package dev.bqdispatch.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes a document out of its CloudEvents envelope: the structured one around it, or the binary one in the attributes of
 * the message. An Eventarc trigger for a topic puts a Pub/Sub message in between, which is opened too.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event format</a>
 * @see <a href="https://github.com/googleapis/google-cloudevents/blob/main/docs/spec/pubsub.md">Pub/Sub binding</a>
 * @see <a href="https://cloud.google.com/eventarc/docs/cloudevents-json">Eventarc's events</a>
 */
final class Envelope {
    /** Nobody wraps an event more often than each relay on its way does. */
    private static final int MOST = 4;

    private static final String BINARY = "ce-";

    /** All that is looked at of an envelope, but for the document in it, under {@code data}. */
    static final Outline OUTLINE =
            Outline.of("specversion", "id", "data_base64").with("message", Outline.of("data"));

    private final JsonReader json;

    Envelope(JsonReader json) {
        this.json = json;
    }

    /**
     * What was within.
     *
     * @param wrapped whether there was an envelope
     * @param id that of the outermost envelope; null if it has none
     */
    record Content(
            JsonAt document, boolean wrapped, @Nullable String id) {}

    /** Opens the message's envelope, if it has one; what is in it may be no document of ours, or none. */
    Content open(JsonAt root, Map<String, String> attributes) throws IOException {
        boolean wrapped = attributes.containsKey(BINARY + "specversion") || attributes.containsKey(BINARY + "id");
        String id = wrapped ? attributes.getOrDefault(BINARY + "id", "") : "";
        JsonAt document = root;
        for (int opened = 0; document.has("specversion") && !document.has("protoPayload"); opened++) {
            if (opened == MOST) {
                throw document.wrong("an envelope in more than " + MOST + " others");
            }
            wrapped = true;
            id = id.isEmpty() ? document.node().path("id").asText() : id;
            document = withoutPubSub(data(document));
        }
        return new Content(document, wrapped, Facts.eventId(id));
    }

    private JsonAt data(JsonAt envelope) throws IOException {
        if (envelope.has("data_base64")) {
            return decoded(envelope, "data_base64");
        }
        JsonNode data = envelope.node().path("data");
        return data.isTextual()
                ? parsed(envelope, "data", data.textValue().getBytes(StandardCharsets.UTF_8))
                : JsonAt.within(envelope, "data", data);
    }

    /** {@code {"message": {"data": …}, "subscription": …}}. */
    private JsonAt withoutPubSub(JsonAt document) throws IOException {
        boolean message = document.node().path("message").path("data").isTextual();
        return message && !document.has("protoPayload") ? decoded(document.object("message"), "data") : document;
    }

    private JsonAt decoded(JsonAt parent, String key) throws IOException {
        try {
            // Some encoders break lines; whatever else is foreign says that this is something else.
            String text = parent.text(key).replace("\n", "").replace("\r", "");
            return parsed(parent, key, Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw parent.wrong(key + " is no base64: " + e.getMessage());
        }
    }

    /** What is no JSON is nothing of ours, and no fault of the envelope. */
    private JsonAt parsed(JsonAt parent, String key, byte[] data) throws IOException {
        JsonNode document;
        try {
            document = json.read(data);
        } catch (StreamConstraintsException e) {
            // Ours perhaps, and then it must not be lost.
            throw e;
        } catch (JsonProcessingException e) {
            document = MissingNode.getInstance();
        }
        return JsonAt.within(parent, key, document);
    }
}
