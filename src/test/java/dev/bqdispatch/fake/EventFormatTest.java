package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The field paths of sections that both audit formats are read by; they differ more than they seem to. */
final class EventFormatTest {
    private static final String A = "protoPayload.metadata.jobChange.job.";
    private static final String B = "protoPayload.serviceData.jobCompletedEvent.job.";

    @Test
    void aQueryInAHasResourceNamesAndItsLocationOnTheEntryOnly() {
        ObjectNode event = SampleJob.query("j1", "SELECT 1", "p:d.t")
                .withProject("p")
                .withLocation("EU")
                .withLabels(Map.of("team", "x"))
                .withUser("bob@example.com")
                .endedAt(Instant.parse("2026-03-01T12:00:00.123Z"))
                .event(EventFormat.A);

        assertText(event, A + "jobName", "projects/p/jobs/j1");
        assertText(event, "resource.labels.location", "EU");
        assertText(event, A + "jobConfig.type", "QUERY");
        assertText(event, A + "jobConfig.queryConfig.query", "SELECT 1");
        assertText(event, A + "jobConfig.queryConfig.statementType", "SELECT");
        assertText(event, A + "jobConfig.queryConfig.destinationTable", "projects/p/datasets/d/tables/t");
        assertText(event, A + "jobConfig.labels.team", "x");
        assertText(event, A + "jobStatus.jobState", "DONE");
        assertText(event, "protoPayload.metadata.jobChange.after", "DONE");
        assertText(event, A + "jobStats.endTime", "2026-03-01T12:00:00.123Z");
        assertText(event, "protoPayload.authenticationInfo.principalEmail", "bob@example.com");
        assertThat(Json.at(event, A + "jobStatus.errorResult").isMissingNode()).isTrue();
        assertThat(Json.at(event, A + "jobName").toString()).doesNotContain("EU");
        assertThat(Json.at(event, "operation.last").asBoolean()).isTrue();
    }

    @Test
    void aQueryInBHasObjectsAndAnEmptyErrorOnSuccess() {
        ObjectNode event =
                SampleJob.query("j1", "SELECT 1", "p:d.t").withLocation("EU").event(EventFormat.B);

        assertText(event, B + "jobName.jobId", "j1");
        assertText(event, B + "jobName.projectId", "acme");
        assertText(event, B + "jobName.location", "EU");
        assertText(event, B + "jobConfiguration.query.destinationTable.datasetId", "d");
        assertText(event, B + "jobConfiguration.query.statementType", "SELECT");
        assertThat(Json.at(event, B + "jobStatus.error").isObject()).isTrue();
        assertThat(Json.at(event, B + "jobStatus.error").isEmpty()).isTrue();
        assertThat(Json.at(event, "resource.labels.location").isMissingNode()).isTrue();
    }

    @Test
    void aLoadIsAnImportAndAnExtractAnExportInAOnly() {
        SampleJob load = SampleJob.load("l", "acme:d.t", "gs://b/1", "gs://b/2");
        SampleJob extract = SampleJob.extract("x", "acme:d.t", "gs://b/out-*");
        SampleJob copy = SampleJob.copy("c", "acme:d.t", "acme:d.s1", "acme:d.s2");

        assertText(load.event(EventFormat.A), A + "jobConfig.type", "IMPORT");
        assertText(extract.event(EventFormat.A), A + "jobConfig.type", "EXPORT");
        assertText(copy.event(EventFormat.A), A + "jobConfig.type", "COPY");
        assertThat(Json.at(load.event(EventFormat.A), A + "jobConfig.loadConfig.sourceUris"))
                .hasSize(2);
        assertThat(Json.at(extract.event(EventFormat.A), A + "jobConfig.extractConfig.destinationUris"))
                .hasSize(1);
        assertText(
                extract.event(EventFormat.A),
                A + "jobConfig.extractConfig.sourceTable",
                "projects/acme/datasets/d/tables/t");
        assertThat(Json.at(copy.event(EventFormat.A), A + "jobConfig.tableCopyConfig.sourceTables"))
                .extracting(JsonNode::asText)
                .containsExactly("projects/acme/datasets/d/tables/s1", "projects/acme/datasets/d/tables/s2");
        assertThat(Json.at(copy.event(EventFormat.B), B + "jobConfiguration.tableCopy.sourceTables"))
                .hasSize(2);
        assertText(
                copy.event(EventFormat.B),
                "protoPayload.serviceData.jobCompletedEvent.eventName",
                "table_copy_job_completed");
        assertText(load.event(EventFormat.D), "configuration.jobType", "LOAD");
    }

    @Test
    void aFailureHasACodeInTheLogsAndAReasonInRest() {
        SampleJob failed = SampleJob.query("j", "SELEC").failed("invalidQuery", "Syntax error");

        assertText(failed.event(EventFormat.A), A + "jobStatus.errorResult.code", "3");
        assertText(failed.event(EventFormat.B), B + "jobStatus.error.message", "Syntax error");
        assertText(failed.event(EventFormat.D), "status.errorResult.reason", "invalidQuery");
        assertThat(Json.at(failed.event(EventFormat.A), A + "jobStatus.errorResult")
                        .has("reason"))
                .isFalse();
        assertThat(Json.at(failed.event(EventFormat.A), A + "jobConfig.queryConfig")
                        .has("destinationTable"))
                .isFalse();
    }

    @Test
    void aScriptsChildNamesItsParentInA() {
        ObjectNode child =
                SampleJob.query("script_job_1", "SELECT 1").withParent("s").event(EventFormat.A);

        assertText(child, A + "jobStats.parentJobName", "projects/acme/jobs/s");
    }

    @Test
    void noNoiseSaysThatTheJobIsDone() {
        assertThat(SampleJob.query("j", "SELECT 1", "acme:d.t").noise())
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(entry -> {
                    assertThat(Json.text(entry, A + "jobStatus.jobState", "")).isNotEqualTo("DONE");
                    assertThat(Json.text(entry, "protoPayload.metadata.jobInsertion.job.jobStatus.jobState", ""))
                            .isNotEqualTo("DONE");
                    assertThat(entry.toString()).doesNotContain("jobCompletedEvent");
                    assertThat(Json.at(entry, "operation.last").asBoolean()).isFalse();
                });
    }

    private static void assertText(JsonNode node, String path, String expected) {
        assertThat(Json.text(node, path, "(absent)")).as(path).isEqualTo(expected);
    }
}
