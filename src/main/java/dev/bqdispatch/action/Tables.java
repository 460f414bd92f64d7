package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.TableName;
import java.util.Optional;

/**
 * BigQuery's tables as REST {@code Table} resources, each method one call. Every method blocks, and throws
 * {@link dev.bqdispatch.fault.CallFailed} where the call had none of the expected outcomes.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/tables">tables</a>
 */
public interface Tables {

    /** Looks a table up; empty if there is none, nor perhaps its dataset. */
    Optional<ObjectNode> get(TableName table);

    /**
     * Creates the table that its {@code tableReference} names.
     *
     * @return false if there is one of that name already
     */
    boolean insert(ObjectNode table);

    /**
     * Deletes a table, or the partition that is named.
     *
     * @return false if it was not there
     */
    boolean delete(TableName table);
}
