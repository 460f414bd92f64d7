package dev.bqdispatch.job;

import static dev.bqdispatch.job.Fixtures.A_JOB;
import static dev.bqdispatch.job.Fixtures.bytes;
import static dev.bqdispatch.job.Fixtures.finished;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestJobTest {
    private static ObjectNode resource(byte[] data) {
        return finished(data).resource().get();
    }

    @Test
    void showsAQueryAsRestDoes() throws JsonProcessingException {
        JsonNode expected = new ObjectMapper().readTree("""
                {"kind": "bigquery#job",
                 "id": "acme-data:US.dag_daily_orders--load_mart--2026-03-14--dispatch",
                 "jobReference": {"projectId": "acme-data", "location": "US",
                   "jobId": "dag_daily_orders--load_mart--2026-03-14--dispatch"},
                 "configuration": {"jobType": "QUERY", "labels": {"env": "prod", "team": "finance"}, "query": {
                   "query": "SELECT o.id, o.total\\nFROM `acme-data.raw.orders` AS o\\r\\nWHERE o.day = '2026-03-14'",
                   "destinationTable": {"projectId": "acme-data", "datasetId": "mart", "tableId": "orders$20260314"},
                   "createDisposition": "CREATE_IF_NEEDED", "writeDisposition": "WRITE_TRUNCATE",
                   "priority": "BATCH", "defaultDataset": {"projectId": "acme-data", "datasetId": "raw"}}},
                 "status": {"state": "DONE"},
                 "statistics": {"creationTime": "1773465127104", "startTime": "1773465127391",
                   "endTime": "1773465139728", "totalBytesProcessed": "73924608", "totalSlotMs": "41207",
                   "query": {"statementType": "SELECT", "totalBytesProcessed": "73924608",
                     "totalBytesBilled": "74448896", "totalSlotMs": "41207", "billingTier": 1}},
                 "user_email": "etl@acme-data.iam.gserviceaccount.com"}""");
        assertThat(resource(bytes("query.a"))).isEqualTo(expected);
        assertThat(resource(bytes("query.b"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"load.a", "load.b"})
    void showsALoad(String name) {
        ObjectNode load = resource(bytes(name));
        assertThat(load.at("/configuration/load/sourceUris"))
                .isEqualTo(Fixtures.tree("load.d").at("/configuration/load/sourceUris"));
        assertThat(load.at("/configuration/load/writeDisposition").asText()).isEqualTo("WRITE_APPEND");
        assertThat(load.at("/statistics/load/outputBytes").asText()).isEqualTo("9120344");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy-failed.a", "copy-failed.b"})
    void showsWhyAJobFailed(String name) {
        ObjectNode copy = resource(bytes(name));
        assertThat(copy.at("/status/errorResult/message").asText())
                .isEqualTo("Not found: Table acme-data:mart.orders_old");
        assertThat(copy.at("/status/errors/0/message").asText())
                .isEqualTo(copy.at("/status/errorResult/message").asText());
        assertThat(copy.at("/configuration/copy/sourceTables/0/tableId").asText())
                .isEqualTo("orders_old");
    }

    @Test
    void showsAnExtractWithItsOneSource() {
        ObjectNode extract = resource(bytes("extract.a"));
        assertThat(extract.at("/configuration/extract/sourceTable"))
                .isEqualTo(Fixtures.tree("extract.d").at("/configuration/extract/sourceTable"));
        assertThat(extract.at("/statistics/extract/inputBytes").asText()).isEqualTo("55120088");
    }

    @Test
    void namesTheParentAndTheReservation() {
        ObjectNode child = resource(bytes("script-child.a"));
        assertThat(child.at("/statistics/parentJobId").asText()).isEqualTo("bquxjob_77aa10cd_19a0c4f0021");
        assertThat(child.at("/statistics").has("reservationId")).isFalse();
        assertThat(resource(Fixtures.with("query.a", A_JOB + "/jobStats", s -> s.put("reservation", "acme:US.etl")))
                        .at("/statistics/reservationId")
                        .asText())
                .isEqualTo("acme:US.etl");
    }

    @Test
    void leavesOutWhatOnlyItWouldShowIfItHasAWrongType() {
        byte[] odd = Fixtures.with("query.a", A_JOB + "/jobStats", stats -> {
            stats.put("totalSlotMs", true);
            stats.putArray("queryStats");
        });
        assertThat(resource(odd).at("/statistics").has("totalSlotMs")).isFalse();
    }
}
