package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.filled;
import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Insert, drop, When.Exists, Template: what of a document they make, and what they refuse. */
class TableActionsTest {
    private static final String AT = "$.OnSuccess[0].";
    private static final String DELETE = "'Action': 'delete', 'Request': {'URL': 'gs://bkt/x'}";

    @Test
    void anInsertIsAQueryThatAppends() {
        Request.Query insert = (Request.Query) good(ordered("{'Action': 'insert', 'Request': {'Dest': 'd.t',"
                + " 'SQL': 'SELECT 1', 'UseLegacy': true, 'DatasetID': 'd', 'Priority': 'batch', 'Template': 'd.x'}}"));

        assertThat(insert.writeDisposition()).isEqualTo("WRITE_APPEND");
        assertThat(insert.dest()).hasToString("home:d.t");
        assertThat(insert.template()).hasToString("home:d.x");
        assertThat(insert.legacySql()).isTrue();
        assertThat(insert.defaultDataset()).isEqualTo("d");
        assertThat(insert.priority()).isEqualTo("BATCH");
    }

    @Test
    void aDropNamesATableOfTheConfiguredProjectOrOfItsOwn() {
        assertThat(good(ordered("{'Action': 'drop', 'Request': {'Table': 'd.t_$Date'}}")))
                .hasToString("Drop[table=home:d.t_20240102]");
        assertThat(good(ordered("{'Action': 'drop', 'ProjectID': 'other', 'Request': {'Table': 'd.t'}}")))
                .hasToString("Drop[table=other:d.t]");
        assertThat(good(ordered("{'Action': 'drop', 'Request': {'ProjectID': 'other', 'Table': 'acme.d.t$20240101'}}")))
                .hasToString("Drop[table=acme:d.t$20240101]");
        assertThat(warnings(taskOf("{'Action': 'drop', 'ProjectID': 'other', 'Request': {'Table': 'd.t'}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "insert#'SQL': 'SELECT 1'#Dest: is missing; expected [project:]dataset.table",
                "insert#'Dest': 'd.t'#SQL: is missing; expected a statement here or in SQLURL",
                "insert#'Dest': 'd.t', 'SQL': 'DELETE FROM x WHERE TRUE'"
                        + "#SQL: gives no rows to insert into Dest; expected a SELECT",
                "drop#'Any': 1#Table: is missing; expected [project:]dataset.table",
                "drop#'Table': 't'#Table: 't' is not right; expected [project:]dataset.table",
                "drop#'Table': 'd.$20240101'#Table: 'd.$20240101' is not right; expected [project:]dataset.table",
                "drop#'Table': 'd.t_*'"
                        + "#Table: 'd.t_*' has a *, and stands for several tables; expected one, [project:]dataset.table",
                "copy#'Dest': 'd.t', 'Template': 'x'#Template: 'x' is not right; expected [project:]dataset.table",
                "query#'SQL': 'SELECT 1', 'Template': 'd.x'"
                        + "#Template: is what Dest is made after, but there is no Dest",
            })
    void aFaultIsNamedWithItsPath(String action, String request, String problem) {
        assertThat(problems(taskOf("{'Action': '" + action + "', 'Request': {" + request + "}}")))
                .containsExactly(AT + "Request." + problem);
    }

    @Test
    void aTemplateIsForActionsThatWriteATable() {
        assertThat(((Request.Copy) good(ordered("{'Action': 'copy', 'Request': {'Dest': 'd.t', 'Template': 'd.x'}}")))
                        .template())
                .hasToString("home:d.x");
        assertThat(warnings(taskOf("{'Action': 'export', 'Request': {'Dest': 'gs://bkt/x', 'Template': 'd.x'}}")))
                .singleElement()
                .asString()
                .startsWith(AT + "Request.Template: is unknown and ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "d.t#home:d.t",
                "acme:d.t#acme:d.t",
                "acme.d.t#acme:d.t",
                "`example.com:proj.d.t`#example.com:proj:d.t",
                "d.t_$Date#home:d.t_20240102",
                "d.${env.DAY}#home:d.monday",
            })
    void anActionMayAskForATable(String exists, String table) {
        Action action = filled(
                exists.contains("env") ? "{" + DELETE + "}" : "{'When': {'exists': '" + exists + "'}, " + DELETE + "}");
        Action asking = exists.contains("env")
                ? new Action(
                        action.kind(),
                        action.request(),
                        null,
                        null,
                        null,
                        false,
                        true,
                        exists,
                        action.onSuccess(),
                        action.onFailure())
                : action;

        assertThat(good(WhenExists.table(asking, "home", name -> "monday"))).hasToString(table);
    }

    @Test
    void theProjectOfAnActionIsThatOfTheTableItAsksFor() {
        Action drop = filled("{'Action': 'drop', 'ProjectID': 'other', 'When': {'Exists': 'd.t'},"
                + " 'Request': {'Table': 'd.t'}}");
        assertThat(good(WhenExists.table(drop, "home", name -> null))).hasToString("other:d.t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{}#When.Exists: is missing; expected [project:]dataset.table, without a partition",
                "{'Exists': ''}#When.Exists: is missing; expected [project:]dataset.table, without a partition",
                "{'Exist': 'd.t'}#When.Exists: is missing; expected [project:]dataset.table, without a partition",
                "'d.t'#When: expected an object",
                "{'Exists': 't'}#When.Exists: 't' is not right; expected [project:]dataset.table, without a partition",
                "{'Exists': 'd.t$20240101'}#When.Exists: 'd.t$20240101' is not right;"
                        + " expected [project:]dataset.table, without a partition",
                "{'Exists': ['d.t']}#When.Exists: expected a text",
            })
    void aConditionThatIsNoneIsRefused(String when, String problem) {
        assertThat(problems(taskOf("{'When': " + when + ", " + DELETE + "}"))).contains(AT + problem);
    }

    @Test
    void aTableThatIsNoneWhenFilledInIsRefused() {
        Action asking = filled("{'When': {'Exists': '$User'}, " + DELETE + "}");
        assertThat(problems(WhenExists.table(asking, "home", name -> null)))
                .containsExactly("$.When.Exists: 'ann@example.com' is not right;"
                        + " expected [project:]dataset.table, without a partition");
    }

    @Test
    void anInsertsStatementMayBeInAnObject() {
        Action insert = filled("{'Action': 'insert', 'Request': {'Dest': 'd.t', 'SQLURL': 'gs://bkt/x.sql'}}");
        Action loaded = Documents.filling(java.util.Map.of()).withSql(insert, "SELECT '$JobID'");
        ObjectNode request = loaded.request();

        assertThat(request.path("SQL").textValue()).isEqualTo("SELECT 'load'");
        assertThat(request.has("SQLURL")).isFalse();
    }
}
