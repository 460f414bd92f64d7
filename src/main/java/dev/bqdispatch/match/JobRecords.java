package dev.bqdispatch.match;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.JobRef;
import java.util.Optional;

/**
 * What BigQuery knows of jobs. Blocks, each method one call; throws {@link dev.bqdispatch.fault.CallFailed} where there was
 * no answer.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/get">jobs.get</a>
 */
public interface JobRecords {

    /** The REST {@code Job} resource; empty if there is no such job there. */
    Optional<ObjectNode> get(JobRef ref);
}
