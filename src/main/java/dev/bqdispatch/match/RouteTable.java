package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.rule.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of one version of the configuration. Its answers are always those of a plain scan in order. */
public interface RouteTable {

    /**
     * A route that takes a job.
     *
     * @param groups the named groups of its regexes
     */
    record Match(Route route, Map<String, String> groups) {
        public Match {
            groups = Map.copyOf(groups);
        }
    }

    /** The first route in the configuration's order that takes the job. */
    Optional<Match> first(CompletedJob job);

    /** A sentence for each reason why a route does not take the job; none if it does. */
    List<String> why(CompletedJob job, Route route);
}
