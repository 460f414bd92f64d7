package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deferred tasks as people and BqTail write them, from the object to the entry. */
class TaskDocumentsTest {
    private static final String TASK = "gs://ops/tasks/x/dispatch.json";
    private static final String RETIRED = "gs://ops/journal/" + Scene.HOUR + "/x/dispatch.json";

    private final Scene scene = new Scene()
            .with(Scene.config("", ", \"TaskEnv\": [\"OPEN\"]"))
            .withEnv("OPEN", "an-open-value")
            .withEnv("CLOSED", "a-closed-value");

    @AfterEach
    void close() {
        scene.close();
    }

    private void run(String task) {
        scene.world().storage().put("gs://data/a.json", "{}");
        scene.world().storage().put(TASK, task);
        scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1", "acme:d.t"), EventFormat.A)
                .settle();
    }

    private String error() {
        return scene.failedEntry("x--dispatch").path("Response").path("Error").asText();
    }

    @Test
    void yamlRunsWhateverTheNameAndIsRetiredAsItWas() {
        String yaml = "# by hand\nOnSuccess:\n- Action: delete\n  Request: {URL: 'gs://${config.Bucket}/a.json'}\n";
        run(yaml);

        assertThat(scene.world().storage().exists("gs://data/a.json")).isFalse();
        assertThat(scene.world().storage().text(RETIRED)).isEqualTo(yaml);
    }

    @Test
    void yamlThatCantBeReadIsAnErrorEntryWithLineAndColumn() {
        run("OnSuccess:\n- Action: delete\n  Request: {URL: gs://data/a.json\n");

        assertThat(error()).contains("$: is no valid YAML at line 4, column 1");
        assertThat(scene.world().storage().exists("gs://data/a.json")).isTrue();
    }

    @Test
    void aTaskOfBqTail1RunsWithWhatItNests() {
        run("""
            {"Job": null, "DestTable": "d.t", "EventID": "17", "Step": 1, "Async": true, "JobID": "x--dispatch",
             "DeferTaskURL": "gs://ops/tasks/",
             "OnSuccess": [{"Action": "copy", "Request": {"Append": true, "Source": "d.t", "Dest": "d.u", "Step": 2,
               "DeferTaskURL": "gs://ops/tasks/", "JobID": "y", "OnSuccess": [
                 {"Action": "delete", "Request": {"SourceURL": "gs://data/a.json", "JobID": "z"}}]}}]}
            """);

        assertThat(scene.submitted("x--dispatch--000_copy--dispatch")
                        .orElseThrow()
                        .at("/copy/writeDisposition")
                        .asText())
                .isEqualTo("WRITE_APPEND");
        assertThat(scene.world().storage().exists("gs://data/a.json")).isFalse();
        assertThat(scene.entry("x--dispatch").path("Response").path("Warnings").isEmpty())
                .isTrue();
    }

    @Test
    void aTaskOfBqTail2IsRefusedWithTheReason() {
        run("{\"ProcessURL\": \"gs://ops/p.json\", \"Job\": {\"status\": {}}, \"OnSuccess\": []}");

        assertThat(error()).contains("is a task of BqTail 2.x, which holds a whole process");
    }

    @Test
    void aTaskReadsTheVariablesThatTaskEnvNames() {
        run("{\"OnSuccess\": [{\"Action\": \"query\", \"Request\": {\"SQL\": \"SELECT '${env.OPEN}'\"}}]}");

        assertThat(scene.submitted("x--dispatch--000_query--dispatch_nop")
                        .orElseThrow()
                        .at("/query/query")
                        .asText())
                .isEqualTo("SELECT 'an-open-value'");
        assertThat(scene.world().storage().text(RETIRED)).contains("${env.OPEN}");
    }

    @Test
    void aTaskThatReadsAnotherVariableIsAnErrorThatNamesIt() {
        run("{\"OnSuccess\": [{\"Action\": \"query\", \"Request\": {\"SQL\": \"SELECT '${env.CLOSED}'\"}}]}");

        assertThat(error())
                .contains(
                        "$.OnSuccess[0].Request.SQL: ${env.CLOSED} has no value here, or is not allowed in this document")
                .doesNotContain("a-closed-value");
        assertThat(scene.submitted("x--dispatch--000_query--dispatch_nop")).isEmpty();
    }
}
