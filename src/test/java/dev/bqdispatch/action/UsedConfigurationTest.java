package dev.bqdispatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class UsedConfigurationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatWasGivenStaysAlsoWhatIsUnknownHere() {
        assertUsed(
                "{'jobType': 'COPY', 'labels': {'a': 'b'}, 'jobTimeoutMs': '1',"
                        + " 'copy': {'sourceTables': [{'tableId': 's'}], 'new': 1}}",
                "{'labels': {'a': 'b'}, 'jobTimeoutMs': '1', 'copy': {'sourceTables': [{'tableId': 's'}], 'new': 1}}");
    }

    @Test
    void aDestinationThatAQueryWasGivenStays() {
        String query = "{'query': {'query': 'SELECT 1', 'destinationTable': {'datasetId': 'd', 'tableId': 't'},"
                + " 'writeDisposition': 'WRITE_APPEND'}}";
        assertUsed(query, query);
    }

    @Test
    void aHiddenTableForTheResultIsBigQuerysOwn() {
        assertUsed(
                "{'query': {'query': 'SELECT 1', 'priority': 'BATCH', 'writeDisposition': 'WRITE_TRUNCATE',"
                        + " 'destinationTable': {'datasetId': '_0a1b', 'tableId': 'anon2c'}}}",
                "{'query': {'query': 'SELECT 1', 'priority': 'BATCH'}}");
    }

    @Test
    void theTableThatAStatementItselfWritesIsNoDestination() {
        for (String sql : new String[] {
            "MERGE d.t USING d.s ON FALSE WHEN NOT MATCHED THEN INSERT ROW",
            "-- daily\\nCREATE OR REPLACE TABLE d.t AS SELECT 1",
            "DECLARE x INT64; SELECT x"
        }) {
            assertUsed(
                    "{'query': {'query': '" + sql + "', 'createDisposition': 'CREATE_IF_NEEDED',"
                            + " 'destinationTable': {'datasetId': 'd', 'tableId': 't'}}}",
                    "{'query': {'query': '" + sql + "'}}");
        }
    }

    @Test
    void whatOnlyTellsIsLeftOut() {
        assertUsed(
                "{'query': {'query': 'SELECT 1', 'systemVariables': {'types': {}}}}",
                "{'query': {'query': 'SELECT 1'}}");
    }

    @Test
    void oneOfSeveralIsNotSaidTwice() {
        assertUsed(
                "{'extract': {'destinationUri': 'gs://b/x', 'destinationUris': ['gs://b/x']}}",
                "{'extract': {'destinationUris': ['gs://b/x']}}");
        assertUsed(
                "{'copy': {'sourceTable': {'tableId': 's'}, 'sourceTables': [{'tableId': 's'}]}}",
                "{'copy': {'sourceTables': [{'tableId': 's'}]}}");
        assertUsed("{'extract': {'destinationUri': 'gs://b/x'}}", "{'extract': {'destinationUri': 'gs://b/x'}}");
    }

    @Test
    void aJobWithoutAConfigurationHasAnEmptyOne() {
        assertThat(UsedConfiguration.of(json("{}"))).isEmpty();
    }

    private static void assertUsed(String told, String used) {
        assertThat(UsedConfiguration.of(json("{'configuration': " + told + "}")))
                .isEqualTo(json(used));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
