package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log entries that Cloud Logging cut, and what of them is known all the same. */
class CutEntryTest {

    @ParameterizedTest
    @CsvSource({
        "sql, SOURCE",
        "source-uris, SOURCE",
        "no-source-uris, SOURCE",
        "source-tables, SOURCE",
        "destination-uris, DESTINATION"
    })
    void aCutTextOrListIsAGapAndTheRestIsThere(String fixture, Gap gap) {
        CompletedJob job = Fixtures.job("cut/" + fixture + ".a");

        assertThat(job.gaps()).containsExactly(gap);
        assertThat(job.times().ended()).isNotNull();
        assertThat(job.user()).isEqualTo("etl@acme-data.iam.gserviceaccount.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query.a", "load.b", "copy.d", "load-failed.a"})
    void whatWasNotCutIsWhole(String fixture) {
        assertThat(Fixtures.job(fixture).whole()).isTrue();
    }

    @Test
    void aFlagThatSaysNoIsNoGap() {
        byte[] event = Fixtures.with(
                "query.a", Fixtures.A_JOB + "/jobConfig/queryConfig", query -> query.put("queryTruncated", false));

        assertThat(Fixtures.job(event).whole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "no-metadata, acme-data:US.dag_daily_orders--load_mart--2026-03-14--dispatch, generator@acme-data.iam.gserviceaccount.com, ''",
        "bare-metadata, acme-data:asia-northeast1.tokyo_daily_rollup_20260314, etl@acme-data.iam.gserviceaccount.com, ''",
        "empty-metadata-failed, acme-data:US.bquxjob_5d1f2a3b_19a0c4e7f21, etl@acme-data.iam.gserviceaccount.com, 'Not found: Table acme-data:raw.no_such_table was not found in location US'",
        "piece-0, acme-data:US.dag_daily_orders--load_mart--2026-03-14--dispatch, etl@acme-data.iam.gserviceaccount.com, ''"
    })
    void anEntryWithoutItsMetadataStillSaysWhoseCompletionItIs(String fixture, String j, String user, String error) {
        CompletedJob job = Fixtures.job("cut/" + fixture + ".a");

        assertThat(job.ref()).hasToString(j);
        assertThat(job.user()).isEqualTo(user);
        assertThat(job.error() == null ? "" : job.error().message()).isEqualTo(error);
        assertThat(job.gaps()).isEqualTo(Set.of(Gap.EVERYTHING));
        assertThat(job.times())
                .isEqualTo(new JobTimes(null, null, null, Instant.parse("2026-03-14T05:12:19.728013547Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-metadata-insertion.a", "piece-1.a", "older-piece-1.b"})
    void whatIsNoCompletionOrALaterPieceOfOneIsIgnored(String fixture) {
        assertThat(Fixtures.decode(Fixtures.bytes("cut/" + fixture))).isInstanceOf(Decoded.Ignored.class);
    }

    /** Cloud Logging splits metadata, request and response; AuditData is in none of them, so each piece has it whole. */
    @Test
    void thePiecesOfAnOlderEntryTellTheirJobWhole() {
        CompletedJob job = Fixtures.job("cut/older-piece-0.b");

        assertThat(job).isEqualTo(Fixtures.job("query.b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"protoPayload/resourceName", "operation/last"})
    void anEntryWithoutMetadataThatNamesNoFinishedJobIsIgnored(String path) {
        String parent = "/" + path.substring(0, path.indexOf('/'));
        String key = path.substring(path.indexOf('/') + 1);

        byte[] event = Fixtures.with("cut/no-metadata.a", parent, object -> object.remove(key));

        assertThat(Fixtures.ignored(event)).isNotEmpty();
    }

    @Test
    void anotherResourceIsNoJob() {
        byte[] event = Fixtures.with(
                "cut/no-metadata.a",
                "/protoPayload",
                payload -> payload.put("resourceName", "projects/acme-data/datasets/mart/tables/orders"));

        assertThat(Fixtures.ignored(event)).isEqualTo("a log entry, but not of a finished job");
    }

    @Test
    void aJobIdThatIsNoneOfBigQuerysIsInvalidHereToo() {
        byte[] event = Fixtures.with(
                "cut/no-metadata.a",
                "/protoPayload",
                payload -> payload.put("resourceName", "projects/acme-data/jobs/a..b"));

        assertThat(Fixtures.invalid(event)).contains("job ID is not one of BigQuery's");
    }

    @Test
    void theInsertionOfAJobThatIsDoneAlreadyIsItsCompletion() {
        assertThat(Fixtures.job("insertion-of-done.a")).isEqualTo(Fixtures.job("query.a"));
    }

    @Test
    void anEntryWithoutMetadataMayHaveTheTypeOfItsOlderDataLeft() {
        byte[] event = Fixtures.with(
                "cut/no-metadata.a",
                "/protoPayload",
                payload -> payload.putObject("serviceData")
                        .put("@type", "type.googleapis.com/google.cloud.bigquery.logging.v1.AuditData"));

        assertThat(Fixtures.job(event)).isEqualTo(Fixtures.job("cut/no-metadata.a"));
    }

    @Test
    void otherDataOfTheOlderLogIsNoCutEntry() {
        byte[] event = Fixtures.with(
                "cut/no-metadata.a",
                "/protoPayload",
                payload -> payload.putObject("serviceData").putObject("jobInsertResponse"));

        assertThat(Fixtures.ignored(event)).isEqualTo("a log entry, but not of a finished job");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-metadata", "piece-0"})
    void theNameOfAJobMayBeTheFullOne(String fixture) {
        byte[] event = Fixtures.with(
                "cut/" + fixture + ".a",
                "/protoPayload",
                payload -> payload.put(
                        "resourceName",
                        "//bigquery.googleapis.com/"
                                + payload.path("resourceName").asText()));

        assertThat(Fixtures.job(event)).isEqualTo(Fixtures.job("cut/" + fixture + ".a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "True", "yes", "1"})
    void aTextThatDoesNotSayNoIsACut(String flag) {
        assertThat(Fixtures.job(flagged(query -> query.put("queryTruncated", flag)))
                        .gaps())
                .containsExactly(Gap.SOURCE);
    }

    @Test
    void aFlagOfAnOddTypeIsACut() {
        assertThat(Fixtures.job(flagged(query -> query.put("queryTruncated", 1)))
                        .gaps())
                .containsExactly(Gap.SOURCE);
        assertThat(Fixtures.job(flagged(query -> query.putObject("queryTruncated")))
                        .gaps())
                .containsExactly(Gap.SOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", ""})
    void aTextThatSaysNoIsNoGap(String flag) {
        assertThat(Fixtures.job(flagged(query -> query.put("queryTruncated", flag)))
                        .whole())
                .isTrue();
    }

    @Test
    void theLastEntryOfAnOperationMaySaySoInCapitals() {
        byte[] event = Fixtures.with("cut/no-metadata.a", "/operation", operation -> operation.put("last", "TRUE"));

        assertThat(Fixtures.job(event)).isEqualTo(Fixtures.job("cut/no-metadata.a"));
    }

    private static byte[] flagged(Consumer<ObjectNode> change) {
        return Fixtures.with("query.a", Fixtures.A_JOB + "/jobConfig/queryConfig", change);
    }
}
