package dev.bqdispatch.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far reconciling has come, all by Google's clock; what one replica writes another goes on from.
 *
 * @param at when the last pass was
 * @param until jobs that ended before are done with
 * @param oldest when the oldest job was created whose dispatch was put off to the next pass; null if none was
 */
record LastPass(Instant at, Instant until, @Nullable Instant oldest) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Reads what {@link #json} wrote; empty if the text is something else. */
    static Optional<LastPass> parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            String oldest = node.path("oldest").asText();
            return Optional.of(new LastPass(
                    Instant.parse(node.path("at").asText()),
                    Instant.parse(node.path("until").asText()),
                    oldest.isEmpty() ? null : Instant.parse(oldest)));
        } catch (JsonProcessingException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    byte[] json() {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("at", at.toString()).put("until", until.toString());
        if (oldest != null) {
            node.put("oldest", oldest.toString());
        }
        return node.toPrettyString().getBytes(StandardCharsets.UTF_8);
    }
}
