package dev.bqdispatch.job;

import static dev.bqdispatch.job.Fixtures.A_JOB;
import static dev.bqdispatch.job.Fixtures.bytes;
import static dev.bqdispatch.job.Fixtures.ignored;
import static dev.bqdispatch.job.Fixtures.invalid;
import static dev.bqdispatch.job.Fixtures.job;
import static dev.bqdispatch.job.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditMetadataFormatTest {
    private static final String CHANGE = "/protoPayload/metadata/jobChange";
    private static final String METADATA = "/protoPayload/metadata";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-job-insertion",
                "2-table-data-read",
                "3-table-creation",
                "4-table-data-change",
                "6-get-query-results"
            })
    void ignoresTheOtherEntriesOfAQuery(String entry) {
        assertThat(ignored(bytes("one-query/" + entry))).isNotEmpty();
    }

    @Test
    void takesTheOneEntryOfAQueryThatSaysItIsDone() {
        assertThat(job("one-query/5-job-change")).isEqualTo(job("query.a"));
    }

    @Test
    void ignoresAChangeToRunning() {
        byte[] running = with("query.a", CHANGE, change -> {
            change.put("after", "RUNNING");
            ((ObjectNode) change.at("/job/jobStatus")).put("jobState", "RUNNING");
        });
        assertThat(ignored(running)).contains("not done");
    }

    @Test
    void takesEitherSignOfBeingDone() {
        assertThat(job(with("query.a", CHANGE, change -> change.remove("after"))))
                .isEqualTo(job("query.a"));
        assertThat(job(with("query.a", A_JOB, job -> job.remove("jobStatus")))).isEqualTo(job("query.a"));
    }

    @Test
    void takesAnInsertionWhoseJobIsAlreadyDone() {
        byte[] insertion = with("query.a", METADATA, metadata -> {
            JsonNode job = metadata.remove("jobChange").get("job");
            metadata.putObject("jobInsertion").put("reason", "QUERY_REQUEST").set("job", job);
        });
        assertThat(job(insertion)).isEqualTo(job("query.a"));
        assertThat(Fixtures.finished(insertion).resource().get().path("kind").asText())
                .isEqualTo("bigquery#job");
    }

    @Test
    void findsNoDestinationWhereItIsMissingNullOrBlank() {
        for (Consumer<ObjectNode> change : List.<Consumer<ObjectNode>>of(
                query -> query.remove("destinationTable"),
                query -> query.putNull("destinationTable"),
                query -> query.put("destinationTable", ""))) {
            assertThat(job(with("query.a", A_JOB + "/jobConfig/queryConfig", change))
                            .destination())
                    .isEmpty();
        }
    }

    @Test
    void looksInTheDefaultLocationWithoutOne() {
        assertThat(job(with("tokyo.a", "", entry -> entry.remove("resource")))
                        .ref()
                        .location())
                .isEqualTo("US");
        assertThat(job(with("tokyo.a", "/resource/labels", labels -> labels.put("location", "")))
                        .ref()
                        .location())
                .isEqualTo("US");
    }

    @Test
    void takesAnEmptyErrorForNone() {
        assertThat(job(with("query.a", A_JOB + "/jobStatus", status -> status.putObject("errorResult")))
                        .failed())
                .isFalse();
    }

    @Test
    void takesErrorsOnTheWayForNoFailure() {
        byte[] warned = with(
                "load.a",
                A_JOB + "/jobStatus",
                status -> status.putArray("errors").addObject().put("message", "1 bad row"));
        assertThat(job(warned).failed()).isFalse();
        assertThat(Fixtures.finished(warned)
                        .resource()
                        .get()
                        .at("/status/errors/0/message")
                        .asText())
                .isEqualTo("1 bad row");
    }

    @Test
    void readsAnErrorsCodeAsNumberOrString() {
        JobError error = new JobError(5, "", "gone");
        assertThat(job(withError(result -> result.put("code", 5))).error()).isEqualTo(error);
        assertThat(job(withError(result -> result.put("code", "5"))).error()).isEqualTo(error);
    }

    private static byte[] withError(Consumer<ObjectNode> change) {
        return with(
                "query.a",
                A_JOB + "/jobStatus",
                status -> change.accept(status.putObject("errorResult").put("message", "gone")));
    }

    @Test
    void knowsAScriptChildByItsParentOrByItsId() {
        String stats = A_JOB + "/jobStats";
        assertThat(job(with("script-child.a", stats, s -> s.remove("parentJobName")))
                        .scriptChild())
                .isTrue();
        assertThat(job(with("query.a", stats, s -> s.put("parentJobName", "projects/acme-data/jobs/p")))
                        .scriptChild())
                .isTrue();
        assertThat(job("query.a").scriptChild()).isFalse();
    }

    @Test
    void keepsNanosecondsAndMissingTimes() {
        assertThat(job("query.a").times().ended()).isEqualTo(Instant.parse("2026-03-14T05:12:19.728013547Z"));
        assertThat(job(with("query.a", A_JOB, job -> job.remove("jobStats"))).times())
                .isEqualTo(JobTimes.UNKNOWN);
    }

    @Test
    void infersATypeThatIsNotNamed() {
        assertThat(job(with("extract.a", A_JOB + "/jobConfig", config -> config.remove("type"))))
                .isEqualTo(job("extract.a"));
        assertThat(job(with("copy.a", A_JOB + "/jobConfig", config -> config.put("type", "TYPE_UNSPECIFIED"))))
                .isEqualTo(job("copy.a"));
    }

    @ParameterizedTest
    @CsvSource({
        "query.a, /protoPayload/authenticationInfo, principalEmail, .protoPayload.authenticationInfo.principalEmail",
        "query.a, /protoPayload/metadata/jobChange/job/jobConfig, queryConfig, .job.jobConfig.queryConfig",
        "query.a, /protoPayload/metadata/jobChange/job/jobConfig/labels, team, .jobConfig.labels.team",
        "load.a, /protoPayload/metadata/jobChange/job/jobConfig/loadConfig, sourceUris, .loadConfig.sourceUris",
        "copy.a, /protoPayload/metadata/jobChange/job/jobStats, endTime, .jobStats.endTime",
        "copy-failed.a, /protoPayload/metadata/jobChange/job/jobStatus, errorResult, .jobStatus.errorResult",
        "copy.a, /resource, labels, $.resource.labels"
    })
    void refusesAWrongTypeAndNamesItsPath(String name, String pointer, String key, String path) {
        assertThat(invalid(with(name, pointer, node -> node.put(key, 17)))).contains(path + ": expected ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects/acme-data/jobs/a/b",
                "projects/acme-data/jobs/..",
                "projects/acme-data/jobs/",
                "projects/ACME/jobs/j",
                "j",
                ""
            })
    void refusesABadJobName(String jobName) {
        assertThat(invalid(with("query.a", A_JOB, job -> job.put("jobName", jobName))))
                .startsWith("$.protoPayload.metadata.jobChange.job: ");
    }

    @Test
    void refusesATableThatIsNone() {
        assertThat(invalid(with(
                        "load.a",
                        A_JOB + "/jobConfig/loadConfig",
                        load -> load.put("destinationTable", "projects/p/datasets/d"))))
                .contains("loadConfig: a table's name is not of the form");
    }

    @Test
    void refusesATimeThatIsNone() {
        for (String time : new String[] {"yesterday", "+999999999-01-01T00:00:00Z"}) {
            assertThat(invalid(with("query.a", A_JOB + "/jobStats", stats -> stats.put("endTime", time))))
                    .contains(".jobStats.endTime: ");
        }
    }
}
