package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.rule.Include;
import dev.bqdispatch.rule.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks one route after the other. */
public final class RouteScan implements RouteTable {
    private final List<Route> routes;

    public RouteScan(List<Route> routes) {
        this.routes = routes.stream().filter(route -> !route.disabled()).toList();
    }

    @Override
    public Optional<Match> first(CompletedJob job) {
        for (Route route : routes) {
            Optional<Map<String, String>> groups = route.when().matches(job);
            if (groups.isPresent() && !isCircle(route, job)) {
                return Optional.of(new Match(route, groups.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public List<String> why(CompletedJob job, Route route) {
        List<String> reasons = new ArrayList<>(route.when().why(job));
        if (route.disabled()) {
            reasons.add("Disabled: the route is switched off");
        }
        if (isCircle(route, job)) {
            reasons.add("Include: the same route submitted this job, and does not include self");
        }
        return reasons;
    }

    /** A route that runs on its own output burns money for ever. */
    private static boolean isCircle(Route route, CompletedJob job) {
        return !route.when().includes(Include.SELF) && ChildLabels.isOutputOf(route.key(), job.ref(), job.labels());
    }
}
