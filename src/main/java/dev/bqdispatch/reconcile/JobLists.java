package dev.bqdispatch.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BigQuery's lists of jobs. Blocks, each method one call; throws {@link dev.bqdispatch.fault.CallFailed} where there was
 * no answer.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/list">jobs.list</a>
 */
public interface JobLists {

    /**
     * One page of a list, newest first.
     *
     * @param jobs REST {@code Job} resources, as far as matching needs them
     * @param next where the next page begins; null if this is the last
     */
    record Page(List<ObjectNode> jobs, @Nullable String next) {
        public Page {
            jobs = List.copyOf(jobs);
        }
    }

    /**
     * Lists the finished jobs of a project, those of all users, without the statements of scripts.
     *
     * @param created lists only those that were created then or later
     * @param from {@link Page#next} of the page before; null for the first one
     */
    Page finished(String project, Instant created, @Nullable String from);
}
