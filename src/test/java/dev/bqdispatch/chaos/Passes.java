package dev.bqdispatch.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bqdispatch.fake.FakeWorld;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * How far the replicas have come with looking for what nobody told them. In a long run a pass takes many minutes, in which
 * for long nothing else may happen.
 */
final class Passes {
    private static final String LAST = "gs://ops/state/reconcile/last.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FakeWorld world;

    Passes(FakeWorld world) {
        this.world = world;
    }

    /** Whether all jobs were looked at that had ended by then. */
    boolean reached(Instant ended) {
        return world.storage().find(LAST).isPresent()
                && until(world.storage().text(LAST)).isAfter(ended);
    }

    private static Instant until(String pass) {
        try {
            return Instant.parse(MAPPER.readTree(pass).path("until").asText());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
