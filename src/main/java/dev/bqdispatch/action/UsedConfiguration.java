package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.rule.SqlText;
import java.util.List;

/**
 * The configuration of a finished job, as it may be submitted again: without what BigQuery added to it, of which it takes
 * back some in silence and refuses some.
 *
 * @see <a href="https://cloud.google.com/bigquery/docs/reference/rest/v2/Job#jobconfiguration">JobConfiguration</a>
 */
final class UsedConfiguration {
    private static final List<String> OF_A_DESTINATION =
            List.of("destinationTable", "createDisposition", "writeDisposition");

    private UsedConfiguration() {}

    /** @param job the REST resource */
    static ObjectNode of(JsonNode job) {
        ObjectNode configuration = job.path("configuration") instanceof ObjectNode told
                ? told.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        configuration.remove("jobType");
        if (configuration.path("query") instanceof ObjectNode query) {
            query.remove("systemVariables");
            if (!tookDestination(query)) {
                query.remove(OF_A_DESTINATION);
            }
        }
        // Each stands for the other where one value was given, and only one of them may be.
        dropDouble(configuration.path("extract"), "destinationUri", "destinationUris");
        dropDouble(configuration.path("copy"), "sourceTable", "sourceTables");
        return configuration;
    }

    /** Else BigQuery named the table that the statement itself writes, or one of its own for the result. */
    private static boolean tookDestination(ObjectNode query) {
        boolean anonymous =
                query.path("destinationTable").path("datasetId").asText().startsWith("_");
        return !anonymous && SqlText.takesDestination(query.path("query").asText());
    }

    private static void dropDouble(JsonNode own, String one, String many) {
        if (own instanceof ObjectNode node && !node.path(many).isEmpty()) {
            node.remove(one);
        }
    }
}
