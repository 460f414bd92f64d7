package dev.bqdispatch.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bqdispatch.fake.Witness;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Slack, a service and a topic were told by the replicas, each time it was. */
final class Deliveries {
    /** Where it is not known which replica it was. */
    static final int ANY = -1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<Effect, Map<String, List<Delivery>>> told = Map.of(
            Effect.NOTIFY, new HashMap<>(),
            Effect.CALL, new HashMap<>(),
            Effect.PUSH, new HashMap<>());
    private final Clock clock;

    Deliveries(Clock clock) {
        this.clock = clock;
    }

    /**
     * One time.
     *
     * @param key the idempotency key that came with it
     * @param lost whether the answer was lost
     */
    record Delivery(String key, int replica, Instant at, boolean lost) {}

    /** Sees what one replica does. */
    Witness of(int replica) {
        return visit -> {
            if (visit.status() / 100 == 2) {
                saw(replica, visit);
            }
        };
    }

    private void saw(int replica, Witness.Visit visit) {
        switch (visit.call().method()) {
            case "chat.postMessage" -> {
                JsonNode message = read(visit.body().toStringUtf8());
                JsonNode payload = message.path("metadata").path("event_payload");
                add(Effect.NOTIFY, message.path("text").asText(), key(payload), replica, visit.lost());
            }
            case "target.call" -> {
                String path = visit.call().path().substring("/target".length());
                add(Effect.CALL, path, visit.header("Idempotency-Key"), replica, visit.lost());
            }
            case "topics.publish" ->
                read(visit.body().toStringUtf8()).path("messages").forEach(message -> {
                    byte[] data =
                            Base64.getDecoder().decode(message.path("data").asText());
                    String text = new String(data, UTF_8);
                    add(Effect.PUSH, text, key(message.path("attributes")), replica, visit.lost());
                });
            default -> {}
        }
    }

    private void add(Effect effect, String name, String key, int replica, boolean lost) {
        add(effect, name, new Delivery(key, replica, clock.instant(), lost));
    }

    synchronized void add(Effect effect, String name, Delivery delivery) {
        told(effect).computeIfAbsent(name, any -> new ArrayList<>(1)).add(delivery);
    }

    /** By what was told; to be read when no replica is at work. */
    Map<String, List<Delivery>> told(Effect effect) {
        return Objects.requireNonNull(told.get(effect));
    }

    private static String key(JsonNode holder) {
        return holder.path("idempotency_key").asText();
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
