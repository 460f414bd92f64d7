package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.JobRef;
import java.util.Optional;

/**
 * BigQuery's jobs as REST {@code Job} resources, each method one call. Every method blocks, and throws
 * {@link dev.bqdispatch.fault.CallFailed} where the call had none of the expected outcomes.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs">jobs</a>
 */
public interface Jobs {

    /**
     * Submits a job under the ID that its {@code jobReference} names.
     *
     * @return false if a job of that ID exists already, in whatever state
     */
    boolean insert(ObjectNode job);

    /** Looks a job up; empty if there is none. */
    Optional<ObjectNode> get(JobRef ref);
}
