package dev.bqdispatch.ops;

import dev.bqdispatch.message.FindEntries;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a request to replay.
 *
 * @param entry URL of an entry; empty if they are looked for
 * @param since how long ago entries that are looked for were written at most
 * @param route only of this one; empty for any
 * @param limit most entries
 * @param dryRun whether nothing is done
 */
record ReplayOrder(
        Optional<String> entry, Optional<Duration> since, Optional<String> route, int limit, boolean dryRun) {
    private static final Set<String> KEYS = Set.of("entry", "since", "route", "limit", "dryRun");
    private static final int USUAL_LIMIT = 100;
    private static final int MOST = 1_000;

    /**
     * Reads a body.
     *
     * @throws IllegalArgumentException with a sentence for whoever asked
     */
    static ReplayOrder read(String body) {
        JsonObject json;
        try {
            json = new JsonObject(body);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("the body is no JSON object; expected {\"entry\": \"gs://...\"} or"
                    + " {\"since\": \"2h\", \"route\": ..., \"limit\": ..., \"dryRun\": ...}");
        }
        Optional<String> unknown =
                json.fieldNames().stream().filter(key -> !KEYS.contains(key)).findFirst();
        require(unknown.isEmpty(), "$." + unknown.orElse("") + ": is unknown; expected some of " + sorted());
        Optional<String> entry = text(json, "entry");
        Optional<Duration> since = text(json, "since").map(ReplayOrder::time);
        require(entry.isPresent() != since.isPresent(), "$: expected either entry or since");
        Object limit = json.getValue("limit", USUAL_LIMIT);
        require(
                limit instanceof Integer number && number >= 1 && number <= MOST,
                "$.limit: expected a whole number, 1 to " + MOST);
        Object dryRun = json.getValue("dryRun", false);
        require(dryRun instanceof Boolean, "$.dryRun: expected true or false");
        return new ReplayOrder(entry, since, text(json, "route"), (Integer) limit, (Boolean) dryRun);
    }

    private static String sorted() {
        return String.join(", ", KEYS.stream().sorted().toList());
    }

    private static Optional<String> text(JsonObject json, String key) {
        Object value = json.getValue(key);
        require(value == null || value instanceof String, "$." + key + ": expected a text");
        return Optional.ofNullable((String) value);
    }

    private static Duration time(String text) {
        return FindEntries.time(text)
                .orElseThrow(() -> new IllegalArgumentException("$.since: expected a time such as 90s, 30m, 2h, 7d"));
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
