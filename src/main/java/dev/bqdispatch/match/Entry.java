package dev.bqdispatch.match;

import dev.bqdispatch.regex.RegexFacts;
import dev.bqdispatch.rule.JobText;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.When;
import dev.bqdispatch.search.Wanted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A route on its way into the index.
 *
 * @param filter the route's own, made quick
 * @param keys by which it can be found; one is enough
 */
record Entry(Route route, When filter, List<Key> keys) {

    static Entry of(Route route, Function<String, RegexFacts> reader) {
        Map<JobText, RegexFacts> facts = new EnumMap<>(JobText.class);
        route.when().texts().forEach((text, regex) -> facts.put(text, reader.apply(regex)));
        List<Key> keys = new ArrayList<>();
        facts.forEach((text, known) -> {
            known.needed().forEach(texts -> keys.add(new Key(text, texts, false)));
            if (hasLastParts(known.endings())) {
                keys.add(new Key(text, known.endings(), true));
            }
        });
        return new Entry(route, route.when().quick(facts), List.copyOf(keys));
    }

    private static boolean hasLastParts(List<String> endings) {
        return !endings.isEmpty() && endings.stream().allMatch(Wanted::hasLastPart);
    }
}
