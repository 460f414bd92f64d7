package dev.bqdispatch.job;

import static dev.bqdispatch.job.Fixtures.B_JOB;
import static dev.bqdispatch.job.Fixtures.bytes;
import static dev.bqdispatch.job.Fixtures.ignored;
import static dev.bqdispatch.job.Fixtures.invalid;
import static dev.bqdispatch.job.Fixtures.job;
import static dev.bqdispatch.job.Fixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditDataFormatTest {
    private static final String CONFIGURATION = B_JOB + "/jobConfiguration";

    @ParameterizedTest
    @ValueSource(strings = {"job-insert", "get-query-results"})
    void ignoresTheOlderLogsOtherEntries(String entry) {
        assertThat(ignored(bytes("older-log/" + entry))).contains("not of a finished job");
    }

    @Test
    void passesOverTypesThatAreEmpty() {
        byte[] padded = with("copy.b", CONFIGURATION, configuration -> {
            configuration.putObject("query");
            configuration.putObject("load");
            configuration.putNull("extract");
        });
        assertThat(job(padded)).isEqualTo(job("copy.b"));
    }

    @Test
    void takesTheOneTypeThatIsThereEvenIfEmpty() {
        assertThat(job(with("extract.b", CONFIGURATION, c -> c.putObject("extract")))
                        .type())
                .isEqualTo(JobType.EXTRACT);
    }

    @Test
    void takesAJobForAQueryIfAllTypesAreEmpty() {
        byte[] bare = with("load.b", CONFIGURATION, configuration -> {
            configuration.putObject("tableCopy");
            configuration.putObject("load");
            configuration.putObject("query");
        });
        assertThat(job(bare).type()).isEqualTo(JobType.QUERY);
    }

    @Test
    void refusesAJobWithoutAnyType() {
        assertThat(invalid(with("query.b", B_JOB, job -> job.remove("jobConfiguration"))))
                .endsWith("jobCompletedEvent.job.jobConfiguration: tells no type of job");
    }

    @Test
    void findsItsLocationInTheJobElseInTheEntryElseTakesTheDefault() {
        assertThat(job("tokyo.b").ref().location()).isEqualTo("asia-northeast1");
        assertThat(job(with("tokyo.b", "", entry -> {
                            entry.withObject("/resource/labels").put("location", "EU");
                            entry.withObject(B_JOB + "/jobName").remove("location");
                        }))
                        .ref()
                        .location())
                .isEqualTo("EU");
        assertThat(job(with("tokyo.b", B_JOB + "/jobName", name -> name.remove("location")))
                        .ref()
                        .location())
                .isEqualTo("US");
    }

    @Test
    void ignoresADryRunAndAJobThatIsNotDone() {
        assertThat(ignored(with("query.b", CONFIGURATION, c -> c.put("dryRun", true))))
                .contains("dry run");
        assertThat(ignored(with("query.b", B_JOB + "/jobStatus", s -> s.put("state", "RUNNING"))))
                .contains("not done");
        assertThat(job(with("query.b", B_JOB + "/jobStatus", s -> s.remove("state"))))
                .isEqualTo(job("query.b"));
    }

    @Test
    void givesATableWithoutProjectTheJobsOwn() {
        assertThat(job(with("load.b", CONFIGURATION + "/load/destinationTable", table -> table.remove("projectId")))
                        .destination())
                .isEqualTo("acme-data:raw.events");
    }

    @ParameterizedTest
    @CsvSource({
        "query.b, /jobName, jobId, .job.jobName.jobId",
        "query.b, /jobConfiguration/query/destinationTable, tableId, .query.destinationTable.tableId",
        "copy.b, /jobConfiguration/tableCopy/sourceTables/1, datasetId, .tableCopy.sourceTables[1].datasetId",
        "copy.b, /jobStatistics, startTime, .job.jobStatistics.startTime",
        "copy.b, /jobConfiguration, dryRun, .job.jobConfiguration.dryRun"
    })
    void refusesAWrongTypeAndNamesItsPath(String name, String pointer, String key, String path) {
        assertThat(invalid(with(name, B_JOB + pointer, node -> node.put(key, 17))))
                .contains(path + ": expected ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ü", "a\n"})
    void refusesABadJobId(String jobId) {
        assertThat(invalid(with("query.b", B_JOB + "/jobName", name -> name.put("jobId", jobId))))
                .startsWith("$.protoPayload.serviceData.jobCompletedEvent.job.jobName: job ID");
    }

    @Test
    void countsTheTableOfACopyOnceThatNamesItTwice() {
        byte[] both = with(
                "copy.b",
                CONFIGURATION + "/tableCopy",
                copy -> copy.set("sourceTable", copy.path("sourceTables").path(0)));
        assertThat(job(both)).isEqualTo(job("copy.b"));
    }
}
