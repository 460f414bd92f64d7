package dev.bqdispatch.job;

import static dev.bqdispatch.job.Fixtures.ignored;
import static dev.bqdispatch.job.Fixtures.invalid;
import static dev.bqdispatch.job.Fixtures.job;
import static dev.bqdispatch.job.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestFormatTest {

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "RUNNING", ""})
    void ignoresAJobThatIsNotDone(String state) {
        assertThat(ignored(with("query.d", "/status", status -> status.put("state", state))))
                .contains("not done");
    }

    @Test
    void ignoresADryRun() {
        assertThat(ignored(with("query.d", "/configuration", c -> c.put("dryRun", true))))
                .contains("dry run");
    }

    @Test
    void findsALocationInTheIdIfTheReferenceHasNone() {
        assertThat(job(with("tokyo.d", "/jobReference", ref -> ref.remove("location"))))
                .isEqualTo(job("tokyo.d"));
        assertThat(job(with("domain-scoped.d", "/jobReference", ref -> ref.remove("location"))))
                .isEqualTo(job("domain-scoped.d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme-data:tokyo_daily_rollup_20260314", "other:EU.job"})
    void takesTheDefaultLocationIfTheIdHasNoneEither(String id) {
        byte[] placeless = with("tokyo.d", "", job -> {
            job.put("id", id);
            job.withObject("/jobReference").remove("location");
        });
        assertThat(job(placeless).ref().location()).isEqualTo("US");
    }

    @Test
    void knowsAJobWithoutItsKind() {
        assertThat(job(with("load.d", "", job -> job.remove("kind")))).isEqualTo(job("load.d"));
    }

    @Test
    void infersATypeThatIsNotNamed() {
        for (String name : Fixtures.JOBS) {
            assertThat(job(with(name + ".d", "/configuration", c -> c.remove("jobType"))))
                    .isEqualTo(job(name + ".d"));
        }
    }

    @Test
    void readsMillisecondsAsStringOrNumber() {
        Instant time = Instant.parse("2026-03-14T05:12:19.728Z");
        assertThat(job("query.d").times().ended()).isEqualTo(time);
        assertThat(job(with("query.d", "/statistics", s -> s.put("endTime", time.toEpochMilli())))
                        .times()
                        .ended())
                .isEqualTo(time);
        assertThat(job(with("query.d", "", job -> job.remove("statistics"))).times())
                .isEqualTo(JobTimes.UNKNOWN);
    }

    @Test
    void keepsTheReasonOfAnError() {
        JobError error = job("load-failed.d").error();
        assertThat(error).isNotNull();
        assertThat(error).extracting(JobError::reason).isEqualTo("invalid");
    }

    @Test
    void takesAnEmptyErrorForNone() {
        assertThat(job(with("query.d", "/status", status -> status.putObject("errorResult")))
                        .failed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', user_email, $.user_email",
        "/jobReference, projectId, $.jobReference.projectId",
        "/configuration, query, $.configuration.query",
        "/status, state, $.status.state"
    })
    void refusesAWrongTypeAndNamesItsPath(String pointer, String key, String path) {
        assertThat(invalid(with("query.d", pointer, node -> node.put(key, 17)))).startsWith(path + ": expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"noon", "1.5", "99999999999999999999", "9223372036854775807"})
    void refusesATimeThatIsNone(String time) {
        assertThat(invalid(with("query.d", "/statistics", s -> s.put("endTime", time))))
                .startsWith("$.statistics.endTime: ");
    }

    @Test
    void takesTheOneUriOfAnOlderExtractForItsDestination() {
        byte[] older = with("extract.d", "/configuration/extract", extract -> {
            extract.remove("destinationUris");
            extract.put("destinationUri", "gs://acme-exports/orders.avro");
        });
        assertThat(job(older).destination()).isEqualTo("gs://acme-exports/orders.avro");
    }

    @Test
    void takesTheListOfUrisWhereAnExtractHasBoth() {
        byte[] both = with(
                "extract.d",
                "/configuration/extract",
                extract -> extract.put("destinationUri", "gs://acme-exports/orders/2026-03-14-*.avro"));
        assertThat(job(both)).isEqualTo(job("extract.d"));
    }

    @Test
    void countsTheTableOfACopyOnceThatNamesItTwice() {
        byte[] both = with(
                "copy.d",
                "/configuration/copy",
                copy -> copy.set("sourceTable", copy.path("sourceTables").path(0)));
        assertThat(job(both)).isEqualTo(job("copy.d"));
    }

    @Test
    void takesTheOneTableOfACopyWhoseListIsEmpty() {
        byte[] one = with("copy.d", "/configuration/copy", copy -> {
            copy.set("sourceTable", copy.path("sourceTables").path(0));
            copy.putArray("sourceTables");
        });
        assertThat(job(one).source()).isEqualTo("acme-data:mart.orders");
    }
}
