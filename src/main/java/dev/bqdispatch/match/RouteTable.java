package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.rule.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** What is known of the route of a job that its event tells only in part. */
    sealed interface Answer {

        /**
         * This route takes the job, whatever the rest of it is.
         *
         * @param unsure names of groups that may be others once the job is known whole
         */
        record Takes(Match match, Set<String> unsure) implements Answer {
            public Takes {
                unsure = Set.copyOf(unsure);
            }
        }

        /** No route has anything to do for the job, whatever the rest of it is. */
        record Nobody() implements Answer {}

        /** It depends on the rest of the job. */
        record Open() implements Answer {}
    }

    /** The table to use; making one of many routes takes its time, so not on an event loop. */
    static RouteTable of(List<Route> routes) {
        return RouteIndex.of(routes);
    }

    /** The first route in the configuration's order that takes the job, which is known whole. */
    Optional<Match> first(CompletedJob job);

    /**
     * As {@link #first}, of a job that its event tells only in part: the answer holds for every job of which the event
     * could be a part.
     */
    Answer answer(CompletedJob job);

    /** A sentence for each reason why a route does not take the job; none if it does. */
    List<String> why(CompletedJob job, Route route);
}
