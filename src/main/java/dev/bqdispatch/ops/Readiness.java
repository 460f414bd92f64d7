package dev.bqdispatch.ops;

import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.HealthChanged.State;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How the service is: as its worst part. A part that has not said anything yet is down. */
final class Readiness {
    private final Map<String, HealthChanged> parts = new TreeMap<>();

    Readiness(List<String> expected) {
        expected.forEach(part -> heard(new HealthChanged(part, State.DOWN, "has not started yet")));
    }

    void heard(HealthChanged news) {
        parts.put(news.part(), news);
    }

    boolean ready() {
        return state() != State.DOWN;
    }

    JsonObject toJson() {
        JsonObject each = new JsonObject();
        parts.values()
                .forEach(part -> each.put(
                        part.part(),
                        new JsonObject().put("status", word(part.state())).put("reason", part.reason())));
        return new JsonObject().put("status", word(state())).put("parts", each);
    }

    private State state() {
        Collection<HealthChanged> all = parts.values();
        return all.stream().map(HealthChanged::state).max(State::compareTo).orElse(State.UP);
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
