package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.taskText;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tasks in the shapes that the releases of BqTail 1.x wrote, with everything they put beside the actions. */
class BqTailTasksTest {
    @Test
    void aTaskOfTheFirstReleasesRuns() {
        Parsed<Task> task = taskText("""
                {"DeferTaskURL": "gs://bkt/tasks/", "Async": true, "JobID": "sales--orders/17/dispatch", "SourceURL": "",
                 "OnSuccess": [
                   {"Action": "query", "Request": {"Append": true, "Async": true, "DatasetID": "", "SQLURL": "",
                      "UseLegacy": false, "DeferTaskURL": "gs://bkt/tasks/", "JobID": "temp--orders_17/17/dispatch",
                      "Dest": "sales.orders", "SQL": "SELECT *\\nFROM temp.orders_17",
                      "OnSuccess": [
                        {"Action": "delete", "Request": {"SourceURL": "", "URLs": ["gs://bkt/batch/17.win"]}},
                        {"Action": "query", "Request": {"SQL": "DROP TABLE temp.orders_17"}}],
                      "OnFailure": null}}],
                 "OnFailure": [
                   {"Action": "move", "Request": {"SourceURL": "gs://bkt/a.json", "DestURL": "gs://bkt/errors"}}]}
                """);

        assertThat(warnings(task)).isEmpty();
        Action query = good(task).onSuccess().get(0);
        assertThat(query.async()).isTrue();
        assertThat(query.onSuccess()).extracting(Action::kind).containsExactly(ActionKind.DELETE, ActionKind.QUERY);
        assertThat(good(task).onFailure()).extracting(Action::kind).containsExactly(ActionKind.MOVE);
    }

    @Test
    void aTaskOfTheLastReleaseRuns() {
        Parsed<Task> task = taskText("""
                {"Job": null, "ProjectID": "acme", "Region": "us-central1", "SourceURI": "gs://bkt/in/a.json", "Counter": 1,
                 "LoadURIs": ["gs://bkt/in/a.json"], "TempTable": "temp.orders_17", "DestTable": "sales.orders",
                 "EventID": "17", "Action": "load", "Suffix": "dispatch", "Step": 1, "Async": true,
                 "RuleURL": "gs://bkt/rules/orders.json", "SourceTime": "2020-02-19T10:00:00Z", "JobID": "sales.orders/17",
                 "OnSuccess": [
                   {"Action": "copy", "Request": {"Append": false, "Source": "temp.orders_17", "Dest": "sales.orders",
                      "Job": null, "Action": "copy", "Step": 2, "EventID": "17", "DestTable": "sales.orders",
                      "Suffix": "dispatch", "SourceURI": "gs://bkt/in/a.json", "SourceTime": "2020-02-19T10:00:00Z",
                      "JobID": "x", "Async": true, "JobSource": "temp.orders_17", "Error": "", "Root": {"Step": 1},
                      "OnSuccess": [{"Action": "delete", "Request": {"URLs": ["gs://bkt/in/a.json"]}}]}}]}
                """);

        assertThat(warnings(task)).isEmpty();
        assertThat(good(task).onSuccess().get(0).request())
                .hasToString("{\"Source\":\"temp.orders_17\",\"Dest\":\"sales.orders\",\"Append\":false}");
    }

    @Test
    void aRouteMayNotSayWhatOnlyBqTailWrites() {
        assertThat(warnings(Documents.routes("{'When': {'Type': 'COPY'}, 'OnSuccess': [{'Action': 'copy', 'Request':"
                        + " {'Dest': 'd.t', 'Step': 2}}]}")))
                .hasSize(1);
    }
}
