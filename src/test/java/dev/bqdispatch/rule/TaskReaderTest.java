package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.task;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskReaderTest {
    @Test
    void readsTheSampleOfTheSeedDocument() {
        Parsed<Task> parsed =
                task("{'DeferTaskURL': 'gs://${config.bucket}/tasks/', 'Async': true, 'JobID': '~/\\\\d+/',"
                        + " 'OnSuccess': [{'Action': 'delete', 'Request': {'SourceURL': 'gs://${config.Bucket}/table.json'}}],"
                        + " 'OnFailure': [{'Action': 'move', 'Request': {'SourceURL': 'gs://${config.Bucket}/table.json',"
                        + " 'DestURL': 'gs://${config.Bucket}/errors'}}]}");

        Task task = good(parsed);
        assertThat(task.deferTaskUrl()).isEqualTo("gs://data/tasks/");
        assertThat(task.jobIdHint()).isEqualTo("~/\\d+/");
        assertThat(task.plan(false)).extracting(Action::kind).containsExactly(ActionKind.DELETE);
        assertThat(task.plan(true)).extracting(Action::kind).containsExactly(ActionKind.MOVE);
        assertThat(warnings(parsed)).isEmpty();
    }

    @Test
    void theJobThatATaskIsForIsKnownWithoutReadingItWhole() {
        String ref = "'JobRef': {'ProjectID': 'p', 'Location': 'EU', 'JobID': 'j'}";
        assertThat(TaskReader.jobRef("{" + ref.replace('\'', '"') + ", \"OnSuccess\": 7}"))
                .contains(new JobRef("p", "EU", "j"));
        assertThat(TaskReader.jobRef("jobref: {projectid: p, location: eu, jobid: j}"))
                .contains(new JobRef("p", "EU", "j"));
        assertThat(TaskReader.jobRef("{\"OnSuccess\": []}")).isEmpty();
        assertThat(TaskReader.jobRef("{\"JobRef\": {\"JobID\": \"j\"}}")).isEmpty();
        assertThat(TaskReader.jobRef("{")).isEmpty();
    }

    @Test
    void readsATaskOfBqTail1() {
        Parsed<Task> parsed = task("{'DeferTaskURL': 'gs://bkt/Tasks', 'Async': true, 'JobID': 'x--dispatch',"
                + " 'OnFailure': null, 'OnSuccess': [{'Action': 'query', 'Request': {'Append': true, 'Async': true,"
                + " 'DatasetID': 'temp', 'DeferTaskURL': 'gs://bkt/Tasks', 'JobID': 'x', 'Dest': 'd.t',"
                + " 'SQL': 'SELECT * FROM $DestTable', 'SQLURL': '', 'UseLegacy': false, 'OnFailure': [],"
                + " 'OnSuccess': [{'Action': 'delete', 'Request': {'JobID': 'x', 'OnSuccess': null, 'OnFailure': [],"
                + " 'URLs': '$LoadURIs'}}]}}]}");

        Action query = good(parsed).onSuccess().get(0);
        assertThat(query.async()).isTrue();
        assertThat(query.deferTaskUrl()).isEqualTo("gs://bkt/Tasks");
        assertThat(query.onSuccess()).extracting(Action::kind).containsExactly(ActionKind.DELETE);
        assertThat(query.request().has("JobID")).isFalse();
        assertThat(warnings(parsed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'Meta': {}", "'Job': {'configuration': {}}", "'processURL': 'gs://bkt/x'"})
    void refusesATaskOfBqTail2WithTheReasonAlone(String key) {
        assertThat(problems(task("{" + key + ", 'Action': 5, 'OnSuccess': 7}")))
                .containsExactly(
                        "$: is a task of BqTail 2.x, which holds a whole process and no actions of its own;"
                                + " leave it to the dispatcher of BqTail 2.x, or write OnSuccess and OnFailure as BqTail 1.x did");
    }

    @Test
    void readsWhoseTaskItIs() {
        Task task = good(task("{'JobRef': {'ProjectID': 'p', 'Location': 'us', 'JobID': 'a--dispatch'},"
                + " 'Root': {'ProjectID': 'p', 'Location': 'eu', 'JobID': 'a'}, 'Parent': 'b', 'Route': 'r'}"));

        assertThat(task.jobRef()).isEqualTo(new JobRef("p", "US", "a--dispatch"));
        assertThat(task.root()).isEqualTo(new JobRef("p", "EU", "a"));
        assertThat(task.parent()).isEqualTo("b");
        assertThat(task.routeKey()).isEqualTo("r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'JobRef': {'ProjectID': 'p', 'Location': 'US', 'JobID': '../x'}}#"
                        + "$.JobRef: job ID is not one of BigQuery's: '../x'; expected {ProjectID, Location, JobID}",
                "{'Root': {'JobID': 'x'}}#"
                        + "$.Root: project is not one of BigQuery's: ''; expected {ProjectID, Location, JobID}",
                "{'JobRef': 'x'}#$.JobRef: expected an object",
                "[]#$: expected an object",
                "7#$: expected an object",
                "{'OnSuccess': 'x'}#$.OnSuccess: expected a list of actions",
                "{'When': {'Dest': 'x'}}#$.When: is not supported by this version",
                "{'Once': {'Route': 'r'}}#$.Once: is only for routes, and for tasks that the service writes itself",
                "{'DeferTaskURL': 'tasks'}#"
                        + "$.DeferTaskURL: 'tasks' is not right; expected gs://bucket/folder/, at most 200 bytes of folder",
                "{'DeferTaskURL': 'gs://bkt/${env.HOME}/'}#"
                        + "$.DeferTaskURL: 'gs://bkt/${env.HOME}/' is not right; ${env.X} is only for requests",
                "{'Parent': []}#$.Parent: expected a text",
            })
    void aFaultIsNamedWithItsPath(String task, String problem) {
        assertThat(problems(task(task))).containsExactly(problem);
    }

    @Test
    void aFolderThatLeavesNoRoomForNamesIsRefused() {
        assertThat(problems(task("{'DeferTaskURL': 'gs://bucket/" + "f".repeat(199) + "'}")))
                .isEmpty();
        assertThat(problems(task("{'DeferTaskURL': 'gs://bucket/" + "f".repeat(200) + "'}")))
                .hasSize(1);
    }

    @Test
    void mayUseOnlyTheVariablesItIsAllowed() {
        String action = "{'OnSuccess': [{'Action': 'query', 'Request': {'SQL': '%s'}}]}";

        assertThat(problems(task(action.formatted("SELECT ${env.HOME}")))).isEmpty();
        assertThat(problems(task(action.formatted("SELECT ${env.DAY}"))))
                .containsExactly("$.OnSuccess[0].Request.SQL:"
                        + " ${env.DAY} has no value here, or is not allowed in this document");
        assertThat(problems(task(action.formatted("SELECT $${env.DAY}")))).isEmpty();
    }

    @Test
    void aBoundActionMayUseOnlyTheVariablesItIsAllowedToo() {
        assertThat(problems(task("{'OnSuccess': [{'Action': 'query', 'Bound': true, 'Location': '${env.A}',"
                        + " 'Request': {'SQL': '$${env.B} ${env.HOME}'}}]}")))
                .containsExactly(
                        "$.OnSuccess[0].Request: ${env.A} has no value here, or is not allowed in this document",
                        "$.OnSuccess[0].Request: ${env.B} has no value here, or is not allowed in this document");
    }

    /** What it nests is not filled in yet, so that a doubled dollar is one there. */
    @Test
    void whatABoundActionNestsIsJudgedAsWritten() {
        assertThat(problems(
                        task("{'OnSuccess': [{'Action': 'copy', 'Bound': true, 'ProjectID': 'home', 'Location': 'EU',"
                                + " 'Request': {'Source': 'p:d.t', 'Dest': 'd.x'}, 'OnSuccess': [{'Action': 'query',"
                                + " 'Request': {'SQL': 'SELECT $${env.DAY}'}}]}]}")))
                .isEmpty();
    }

    @Test
    void noConfigurationValueBringsInAVariableThatIsNotAllowed() {
        Map<String, String> config = Map.of("Token", "${env.SECRET}");
        String task = Documents.json("{'OnSuccess': [{'Action': 'query', 'Request': {'SQL': '${config.Token}'}}]}");

        assertThat(problems(TaskReader.read(task, "t", config, name -> false))).hasSize(1);
        assertThat(problems(TaskReader.read(task, "t", config, name -> true))).isEmpty();
    }

    @Test
    void aMissingVariableIsNamedWithDocumentAndPath() {
        assertThat(task("{'OnFailure': [{'Action': 'delete', 'Request': {'URLs': ['gs://${config.Nope}/x']}}]}"))
                .isEqualTo(new Parsed.Bad<Task>(java.util.List.of(new Problem(
                        "task.json",
                        "$.OnFailure[0].Request.URLs[0]",
                        "${config.Nope} has no value; expected a scalar 'Nope' in the configuration"))));
    }
}
