package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.regex.RegexFacts;
import dev.bqdispatch.rule.JobView;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.When;
import dev.bqdispatch.search.Hits;
import dev.bqdispatch.search.Search;
import dev.bqdispatch.search.TextSearch;
import dev.bqdispatch.search.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the few routes that may take a job by texts that their regexes need, and asks these in order. What that costs does
 * not depend on how many routes there are, but for those whose regexes need no text: they are asked for each job of their
 * type.
 */
final class RouteIndex implements RouteTable {
    private final Route[] routes;
    /** Of the routes, quicker than their own. */
    private final When[] filters;

    private final Lane[] lanes;
    private final Unsearched unsearched;

    private RouteIndex(Route[] routes, When[] filters, Lane[] lanes, Unsearched unsearched) {
        this.routes = routes;
        this.filters = filters;
        this.lanes = lanes;
        this.unsearched = unsearched;
    }

    static RouteIndex of(List<Route> routes) {
        return of(routes, RegexFacts::of, TextSearch::of);
    }

    /**
     * @param facts reads a regex
     * @param searches makes the search for the texts of routes
     */
    static RouteIndex of(
            List<Route> routes, Function<String, RegexFacts> facts, Function<List<Wanted>, Search> searches) {
        List<Entry> entries = routes.stream()
                .filter(route -> !route.disabled())
                .map(route -> Entry.of(route, facts))
                .toList();
        Lanes lanes = new Lanes(entries, searches);
        return new RouteIndex(
                entries.stream().map(Entry::route).toArray(Route[]::new),
                entries.stream().map(Entry::filter).toArray(When[]::new),
                lanes.all(),
                new Unsearched(entries, lanes));
    }

    @Override
    public Optional<Match> first(CompletedJob job) {
        JobView view = new JobView(job);
        Hits hits = new Hits();
        for (Lane lane : lanes) {
            lane.find(view, hits);
        }
        hits.sort();
        int[] always = unsearched.of(job.type());
        int hit = 0;
        int other = 0;
        while (hit < hits.size() || other < always.length) {
            boolean isHit = other == always.length || (hit < hits.size() && hits.get(hit) < always[other]);
            Optional<Match> match = ask(isHit ? hits.get(hit++) : always[other++], view);
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private Optional<Match> ask(int index, JobView view) {
        Optional<Map<String, String>> groups = filters[index].matches(view);
        return groups.isPresent() && !RouteScan.isCircle(routes[index], view.job())
                ? Optional.of(new Match(routes[index], groups.get()))
                : Optional.empty();
    }

    /** Where a text is cut what a regex needs may be behind the cut, so all routes that are found by it are asked. */
    @Override
    public Answer answer(CompletedJob job) {
        Hits hits = new Hits();
        JobView view = new JobView(job);
        boolean known = !job.lacks(Gap.EVERYTHING);
        for (Lane lane : lanes) {
            if (known && !lane.isCut(job)) {
                lane.find(view, hits);
            } else {
                lane.addAll(hits);
            }
        }
        for (JobType type : known ? new JobType[] {job.type()} : JobType.values()) {
            for (int route : unsearched.of(type)) {
                hits.add(route);
            }
        }
        hits.sort();
        List<Route> candidates = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            candidates.add(routes[hits.get(i)]);
        }
        return new RouteScan(candidates).answer(job);
    }

    @Override
    public List<String> why(CompletedJob job, Route route) {
        return RouteScan.reasons(job, route);
    }
}
