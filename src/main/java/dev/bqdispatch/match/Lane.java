package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.rule.JobText;
import dev.bqdispatch.rule.JobView;
import dev.bqdispatch.search.Hits;
import dev.bqdispatch.search.Search;
import java.util.Set;

/** The routes that are found by one of a job's texts. */
final class Lane {
    private final JobText in;
    private final Set<JobType> types;
    private final Search search;
    private final int[] routes;

    /**
     * A lane.
     *
     * @param types of the jobs that one of its routes could take
     * @param routes all of them, in order
     */
    Lane(JobText in, Set<JobType> types, Search search, int[] routes) {
        this.in = in;
        this.types = types;
        this.search = search;
        this.routes = routes;
    }

    /** Adds the routes that may take a job. */
    void find(JobView view, Hits hits) {
        if (types.contains(view.job().type())) {
            search.find(in.of(view), hits);
        }
    }

    /** Whether the job's event told only the beginning of the text. */
    boolean isCut(CompletedJob job) {
        return (in == JobText.SOURCE && job.lacks(Gap.SOURCE))
                || (in == JobText.DESTINATION && job.lacks(Gap.DESTINATION));
    }

    /** Adds all of its routes. */
    void addAll(Hits hits) {
        for (int route : routes) {
            hits.add(route);
        }
    }
}
