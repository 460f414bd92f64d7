package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.action;
import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What any action may say, beside its request or inside. */
class ActionReaderTest {
    private static final String AT = "$.OnSuccess[0]";

    @Test
    void whatBelongsToAJobActionStandsInsideTheRequestOrBeside() {
        String own = "'Async': true, 'ProjectID': 'other', 'Location': 'US', 'DeferTaskURL': 'gs://bkt/t/',"
                + " 'OnSuccess': [{'Action': 'delete', 'Request': {'URL': 'gs://bkt/x'}}],"
                + " 'OnFailure': [{'Action': 'delete', 'Request': {'URL': 'gs://bkt/y'}}]";
        Action inside = action("{'Action': 'COPY', 'Request': {'Dest': 'd.t', " + own + "}}");
        Action beside = action("{'Action': 'copy', 'Request': {'Dest': 'd.t'}, " + own + "}");

        assertThat(inside).isEqualTo(beside);
        assertThat(inside.async()).isTrue();
        assertThat(inside.projectId()).isEqualTo("other");
        assertThat(inside.location()).isEqualTo("US");
        assertThat(inside.deferTaskUrl()).isEqualTo("gs://bkt/t/");
        assertThat(inside.onSuccess()).hasSize(1);
        assertThat(inside.onFailure()).hasSize(1);
        assertThat(inside.request().toString()).isEqualTo("{\"Dest\":\"d.t\"}");
    }

    @Test
    void theSameThingInBothPlacesIsRefusedUnlessItIsIgnoredAnyway() {
        assertThat(problems(taskOf("{'Action': 'copy', 'Async': true, 'JobID': 'x',"
                        + " 'Request': {'Dest': 'd.t', 'Async': false, 'JobID': 'x'}}")))
                .containsExactly(AT + ".Async: stands in the request too; give one of the two");
    }

    @Test
    void whatALaterVersionDoesIsRefused() {
        assertThat(problems(taskOf("{'Action': 'copy', 'Once': '$Date', 'Request': {'Dest': 'd.t'}}")))
                .containsExactly(AT + ".Once: is not supported by this version");
    }

    @Test
    void whatWouldSilentlyNotBeDoneWhereItStandsIsRefused() {
        assertThat(problems(taskOf("{'Action': 'copy', 'Template': 'd.x',"
                        + " 'Request': {'Dest': 'd.t', 'When': {'Exists': 'd.t'}}}")))
                .containsExactly(
                        AT + ".Request.When: stands in the request; expected beside it",
                        AT + ".Template: stands beside the request; expected in it");
    }

    @Test
    void anInlineActionNestsNothing() {
        assertThat(problems(taskOf("{'Action': 'delete', 'Request': {'URL': 'gs://bkt/x',"
                        + " 'OnSuccess': [{'Action': 'delete', 'Request': {'URL': 'gs://bkt/y'}}]}}")))
                .containsExactly(AT + ".Request.OnSuccess: is only for actions that submit a job, and delete does not");
    }

    @Test
    void whatHasNoEffectOnAnInlineActionIsAWarning() {
        var parsed = taskOf("{'Action': 'delete', 'Async': true, 'Request': {'URL': 'gs://bkt/x',"
                + " 'ProjectID': 'p', 'Location': 'US', 'OnSuccess': []}}");

        assertThat(warnings(parsed)).hasSize(3).allMatch(said -> said.contains("is only for actions that submit"));
        Action delete = good(parsed).onSuccess().get(0);
        assertThat(delete.async()).isFalse();
        assertThat(delete.projectId()).isNull();
        assertThat(delete.location()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "export#{'Dest': 'gs://bkt/x.json'}#{'DestURL':'gs://bkt/x.json'}",
                "move#{'Source': 'gs://bkt/x', 'dest': 'gs://bkt/y/'}"
                        + "#{'SourceURL':'gs://bkt/x','DestURL':'gs://bkt/y/'}",
                "delete#{'URL': 'gs://bkt/x'}#{'SourceURL':'gs://bkt/x'}",
                "delete#{'Source': 'gs://bkt/x'}#{'SourceURL':'gs://bkt/x'}",
                "drop#{'Dest': 'd.t'}#{'Table':'d.t'}",
                "drop#{'source': 'd.t'}#{'Table':'d.t'}",
                "load#{'SourceURL': 'gs://bkt/x', 'Dest': 'd.t', 'Format': 'CSV'}"
                        + "#{'SourceUris':'gs://bkt/x','DestinationTable':'d.t','SourceFormat':'CSV'}",
                "load#{'sourceURIs': ['gs://bkt/x'], 'destinationTable': 'd.t'}"
                        + "#{'SourceUris':['gs://bkt/x'],'DestinationTable':'d.t'}",
            })
    void otherNamesOfAKeyAreRead(String kind, String request, String canonical) {
        assertThat(action("{'Action': '" + kind + "', 'Request': " + request + "}")
                        .request())
                .hasToString(Documents.json(canonical));
    }

    @Test
    void aKeyUnderTwoNamesIsRefused() {
        assertThat(problems(taskOf("{'Action': 'delete', 'Request': {'URL': 'gs://bkt/x', 'Source': 'gs://bkt/y'}}")))
                .containsExactly(AT + ".Request.URL: is another name of SourceURL, which is there too; give one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'ProjectID': 'My Project'#ProjectID: project is not one of BigQuery's: 'My Project'; expected a project ID",
                "'Location': 'e u'#Location: location is not one of BigQuery's: 'e u'; expected US, EU or a region",
                "'DeferTaskURL': 'tasks'"
                        + "#DeferTaskURL: 'tasks' is not right; expected gs://bucket/folder/, at most 200 bytes of folder",
                "'Async': 'maybe'#Async: expected true or false",
                "'ProjectID': {}#ProjectID: expected a text",
            })
    void aFaultIsNamedWithItsPath(String key, String problem) {
        assertThat(problems(taskOf("{'Action': 'copy', 'Request': {'Dest': 'd.t', " + key + "}}")))
                .containsExactly(AT + ".Request." + problem);
        assertThat(problems(taskOf("{'Action': 'copy', " + key + ", 'Request': {'Dest': 'd.t'}}")))
                .containsExactly(AT + "." + problem);
    }

    @Test
    void aPlaceThatIsFilledInLaterIsLeftAlone() {
        assertThat(problems(taskOf("{'Action': 'copy', 'ProjectID': '$ProjectID', 'Location': '${env.HOME}',"
                        + " 'Request': {'Dest': 'd.t'}}")))
                .isEmpty();
    }

    @Test
    void aChildOfAnExportHasNoTableToCopy() {
        assertThat(problems(taskOf("{'Action': 'export', 'Request': {'Dest': 'gs://bkt/x.json',"
                        + " 'OnSuccess': [{'Action': 'copy', 'Request': {'Dest': 'd.t'}}]}}")))
                .containsExactly(
                        AT + ".Request.OnSuccess[0].Request.Source: is missing; expected [project:]dataset.table");
    }

    @Test
    void aRequestHasOneOrderOfKeysWhateverTheDocuments() {
        assertThat(action("{'Action': 'copy', 'Request': {'Append': true, 'Dest': 'd.t', 'Source': 'd.s'}}")
                        .request())
                .hasToString("{\"Source\":\"d.s\",\"Dest\":\"d.t\",\"Append\":true}");
    }

    @Test
    void nobodyChangesAnActionsRequest() {
        Action action = action("{'Action': 'copy', 'Request': {'Dest': 'd.t'}}");
        action.request().put("Dest", "other");

        assertThat(action.request().path("Dest").textValue()).isEqualTo("d.t");
    }
}
