package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys and words are matched without regard to case, in JSON and YAML, but for the user's own maps. */
class CaseRulesTest {
    private static Parsed<List<Route>> routes(String text) {
        Faults faults = new Faults("routes.yaml");
        List<Route> routes = new RouteReader(Documents.CONFIG, Documents.ENV)
                .read(StrictText.read(text, Limits.ROUTE_FILE, faults), "$", faults);
        return faults.parsed(() -> routes);
    }

    @Test
    void aRouteInAnyCaseIsTheSame() {
        String yaml = """
                name: n
                INFO: {workflow: w, DESCRIPTION: d, leadengineer: l, projecturl: p}
                disabled: FALSE
                ASYNC: true
                when: {dest: a, SOURCE: b, type: import, jobid: c, USER: d, location: e, PROJECT: f, statementtype: select,
                       labels: {team: x, Team: y}, INCLUDE: [SELF, scriptchildren, Anonymous]}
                onsuccess:
                - {ACTION: Copy, REQUEST: {source: d.t, DEST: d.u, writedisposition: write_append},
                   onSUCCESS: [{action: EXPORT, request: {desturl: 'gs://bkt/x', FORMAT: avro, compression: snappy}}]}
                ONFAILURE:
                - {action: move, request: {sourceurl: 'gs://bkt/a', DESTURL: 'gs://bkt/b/'}}
                - {action: QUERY, request: {sql: SELECT 1, PRIORITY: batch, uselegacy: True}, projectid: acme-work, LOCATION: eu}
                """;
        Parsed<List<Route>> inYaml = routes(yaml);

        assertThat(warnings(inYaml)).isEmpty();
        Route route = good(inYaml).get(0);
        assertThat(route.label()).isEqualTo("n");
        assertThat(route.onSuccess().get(0).request())
                .hasToString("{\"Source\":\"d.t\",\"Dest\":\"d.u\",\"WriteDisposition\":\"write_append\"}");
        assertThat(route.onSuccess().get(0).onSuccess()).hasSize(1);
        assertThat(route.onFailure()).hasSize(2);
        assertThat(good(routes(Documents.text(yaml).toString())).get(0).onFailure())
                .isEqualTo(route.onFailure());
    }

    @Test
    void aTaskInAnyCaseIsTheSame() {
        Parsed<Task> task = Documents.taskText("""
                defertaskurl: gs://bkt/tasks
                ASYNC: True
                jobid: ~/x/
                jobref: {projectid: acme, LOCATION: us, jobID: x}
                root: {PROJECTID: acme, location: us, jobID: r}
                PARENT: p
                route: r
                onsuccess: [{action: delete, REQUEST: {urls: ['gs://bkt/x']}}]
                """);

        assertThat(warnings(task)).isEmpty();
        assertThat(good(task).jobRef()).hasToString("acme:US.x");
        assertThat(good(task).onSuccess()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{When: {Type: COPY, type: LOAD}}#$.When.type: is the key 'Type' in another spelling; give one",
                "{When: {Type: COPY}, NAME: a, name: b}#$.name: is the key 'NAME' in another spelling; give one",
                "{When: {Type: COPY}, Info: {Workflow: a, WORKFLOW: b}}#$.Info.WORKFLOW: is the key 'Workflow' in another spelling; give one",
                "{When: {Type: COPY}, OnSuccess: [{Action: copy, action: copy, Request: {Dest: d.t}}]}#"
                        + "$.OnSuccess[0].action: is the key 'Action' in another spelling; give one",
                "{When: {Type: COPY}, OnSuccess: [{Action: copy, Request: {Dest: d.t, DEST: d.t}}]}#"
                        + "$.OnSuccess[0].Request.DEST: is the key 'Dest' in another spelling; give one",
            })
    void twoSpellingsOfOneKeyAreAProblem(String route, String problem) {
        assertThat(problems(routes("# yaml\n" + route))).containsExactly(problem);
        assertThat(problems(routes(Documents.text("# yaml\n" + route).toString())))
                .containsExactly(problem);
    }

    @Test
    void twoSpellingsInATaskAreAProblemToo() {
        assertThat(problems(
                        Documents.taskText("jobref: {ProjectID: a, Location: us, JobID: x, projectID: b}\nJOBREF: {}")))
                .containsExactly(
                        "$.JOBREF: is the key 'jobref' in another spelling; give one",
                        "$.jobref.projectID: is the key 'ProjectID' in another spelling; give one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{When: {Type: COPY, Lables: {}}, OnSuccess: []}#$.When.Lables: is unknown and ignored, so that the route takes more jobs than with it; the nearest known key is 'Labels'",
                "{When: {Type: COPY}, Onsucces: [], OnFailure: []}#$.Onsucces: is unknown and ignored; the nearest known key is 'OnSuccess'",
                "{When: {Type: COPY}, Info: {Worklfow: a}, OnSuccess: []}#$.Info.Worklfow: is unknown and ignored; the nearest known key is 'Workflow'",
                "{When: {Type: COPY}, OnSuccess: [{Action: copy, Asinc: true, Request: {Dest: d.t}}]}#"
                        + "$.OnSuccess[0].Asinc: is unknown and ignored; the nearest known key is 'Async'",
                "{When: {Type: COPY}, OnSuccess: [{Action: copy, Request: {Dest: d.t, Apend: true}}]}#"
                        + "$.OnSuccess[0].Request.Apend: is unknown and ignored; the nearest known key is 'Append'",
            })
    void anUnknownKeyIsAWarningThatNamesTheNearestKnownOne(String route, String warning) {
        assertThat(warnings(routes("# yaml\n" + route))).containsExactly(warning);
    }
}
