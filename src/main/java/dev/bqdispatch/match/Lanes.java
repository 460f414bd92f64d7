package dev.bqdispatch.match;

import dev.bqdispatch.job.JobType;
import dev.bqdispatch.rule.JobText;
import dev.bqdispatch.search.Search;
import dev.bqdispatch.search.Wanted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Decides for each route by which of its keys it is found, and makes the lanes. */
final class Lanes {
    private final List<Entry> entries;
    private final Function<List<Wanted>, Search> searches;
    private final Popularity popularity;
    private final BitSet led = new BitSet();
    private final Map<JobText, List<Wanted>> wanted = new EnumMap<>(JobText.class);
    private final Map<JobText, Set<JobType>> types = new EnumMap<>(JobText.class);

    /** @param searches makes the search of a lane */
    Lanes(List<Entry> entries, Function<List<Wanted>, Search> searches) {
        this.entries = entries;
        this.searches = searches;
        this.popularity = new Popularity(entries);
        for (int route = 0; route < entries.size(); route++) {
            place(route);
        }
    }

    private void place(int route) {
        Entry entry = entries.get(route);
        Optional<Key> best = entry.keys().stream().min(Comparator.comparingInt(popularity::cost));
        if (best.isEmpty()) {
            return;
        }
        Key key = best.get();
        led.set(route);
        List<Wanted> texts = wanted.computeIfAbsent(key.in(), any -> new ArrayList<>());
        key.texts().forEach(text -> texts.add(new Wanted(text, key.ending(), route)));
        Set<JobType> taken = types.computeIfAbsent(key.in(), any -> EnumSet.noneOf(JobType.class));
        Arrays.stream(JobType.values()).filter(type -> mayTake(entry, type)).forEach(taken::add);
    }

    static boolean mayTake(Entry entry, JobType type) {
        return entry.route().when().type().filter(asked -> asked != type).isEmpty();
    }

    /** Whether a route is found by a text. */
    boolean lead(int route) {
        return led.get(route);
    }

    Lane[] all() {
        return wanted.keySet().stream().map(this::lane).toArray(Lane[]::new);
    }

    private Lane lane(JobText in) {
        List<Wanted> texts = wanted.getOrDefault(in, List.of());
        int[] routes = texts.stream().mapToInt(Wanted::owner).distinct().toArray();
        return new Lane(in, types.getOrDefault(in, Set.of()), searches.apply(texts), routes);
    }
}
