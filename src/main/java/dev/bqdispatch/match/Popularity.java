package dev.bqdispatch.match;

import dev.bqdispatch.rule.JobText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many routes each text could lead to, and so what it would cost to find a route by it. */
final class Popularity {
    /** Shorter texts are met by chance. */
    private static final int LONG_ENOUGH = 4;

    private static final int SHORT = 100;

    private record Text(JobText in, boolean ending, String text) {}

    private final Map<Text, Integer> routes = new HashMap<>();

    Popularity(List<Entry> entries) {
        for (Entry entry : entries) {
            for (Key key : entry.keys()) {
                key.texts().forEach(text -> routes.merge(new Text(key.in(), key.ending(), text), 1, Integer::sum));
            }
        }
    }

    /** Compares ways to find a route. */
    int cost(Key key) {
        int cost = key.ending() ? 0 : reading(key.in());
        for (String text : key.texts()) {
            cost += routes.getOrDefault(new Text(key.in(), key.ending(), text), 0);
            cost += text.length() < LONG_ENOUGH ? SHORT : 0;
        }
        return cost;
    }

    /** What it costs that such a text is searched at all, in routes to be asked. */
    private static int reading(JobText text) {
        return switch (text) {
            case DESTINATION -> 1;
            case JOB_ID, USER -> 4;
            case LOCATION, PROJECT -> 8;
            case SOURCE -> 16;
        };
    }
}
