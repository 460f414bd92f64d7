package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.filled;
import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.ObjectUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryAndCopyRequestTest {
    private static Request.Query query(String request) {
        return (Request.Query) good(ordered("{'Action': 'query', 'Request': {" + request + "}}"));
    }

    private static Request.Copy copy(String request) {
        return (Request.Copy) good(ordered("{'Action': 'copy', 'Request': {" + request + "}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'Append': false#WRITE_TRUNCATE",
                "'Append': null#WRITE_TRUNCATE",
                "'Append': true#WRITE_APPEND",
                "'Append': 'TRUE'#WRITE_APPEND",
                "'WriteDisposition': 'write_empty'#WRITE_EMPTY",
                "'WriteDisposition': 'WRITE_APPEND', 'Append': true#WRITE_APPEND",
            })
    void truncatesUnlessToldOtherwise(String told, String disposition) {
        assertThat(copy("'Dest': 'd.t', " + told).writeDisposition()).isEqualTo(disposition);
        assertThat(query("'Dest': 'd.t', 'SQL': 'SELECT 1', " + told).writeDisposition())
                .isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "d.t#home:d.t",
                "acme:d.t#acme:d.t",
                "acme.d.t#acme:d.t",
                "example.com:proj.d.t#example.com:proj:d.t",
                "`acme.d.t`#acme:d.t",
                "d.t$20240101#home:d.t$20240101",
                "d.t_$$$Date#home:d.t_$20240102",
                "$DestTable#home:d.t_20240102",
                "$Dest#p:d.t_20240102",
            })
    void aTableIsWrittenInAnyOfItsForms(String written, String table) {
        assertThat(copy("'Dest': 'x.y', 'Source': '" + written + "'").source()).hasToString(table);
    }

    @Test
    void aTableWithoutProjectIsInTheProjectOfTheAction() {
        assertThat(copy("'Dest': 'd.t', 'ProjectID': 'other'").dest()).hasToString("other:d.t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MERGE INTO x",
                "insert x SELECT 1",
                "-- note\\n/* SELECT */ # x\\n (CREATE TABLE x",
                "DECLARE x INT64",
                "EXPORT DATA",
            })
    void dmlAndDdlHaveNoDestination(String sql) {
        assertThat(query("'Dest': 'd.t', 'SQL': '" + sql + "'").dest()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "/* MERGE */ with x AS (SELECT 1) SELECT * FROM x", "FROM x", "inserted"})
    void aSelectHasADestination(String sql) {
        assertThat(query("'Dest': 'd.t', 'SQL': '" + sql + "'").dest()).hasToString("home:d.t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP FUNCTION f(x INT64) AS (x); SELECT f(1)",
                "create or replace temporary function f() returns string as (';'); -- ;\nWITH x AS (SELECT 1) SELECT 1",
                "CREATE TEMP FUNCTION f() RETURNS INT64 LANGUAGE js AS \"\"\" return 1; /* ' \"\"\"; /* ; */ SELECT f()"
            })
    void aSelectAfterTemporaryFunctionsTakesADestination(String sql) {
        assertThat(SqlText.takesDestination(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP FUNCTION f(x INT64) AS (x); INSERT INTO d.t SELECT f(1)",
                "CREATE TEMP TABLE t AS SELECT 1",
                "CREATE FUNCTION d.f() AS (1)"
            })
    void whatElseFollowsTemporaryFunctionsTakesNone(String sql) {
        assertThat(SqlText.takesDestination(sql)).isFalse();
    }

    @Test
    void aLongCommentTakesNeitherStackNorTime() {
        assertThat(SqlText.takesDestination("/*" + "*".repeat(1_000_000) + "*/ DROP TABLE x"))
                .isFalse();
        assertThat(SqlText.takesDestination("/* ".repeat(300_000))).isTrue();
    }

    @Test
    void aQueryTellsWhatItWasTold() {
        Request.Query query = query("'SQL': 'SELECT 1', 'UseLegacy': true, 'DatasetID': 'p.d', 'Priority': 'batch'");

        assertThat(query.legacySql()).isTrue();
        assertThat(query.defaultDataset()).isEqualTo("p.d");
        assertThat(query.priority()).isEqualTo("BATCH");
        assertThat(query.dest()).isNull();
        assertThat(query("'SQL': 'SELECT 1'").priority()).isEqualTo("INTERACTIVE");
    }

    @Test
    void aStatementMayBeInAnObject() {
        assertThat(query("'SQLURL': 'gs://bkt/$JobID.sql'").sqlUrl()).isEqualTo(new ObjectUrl("bkt", "load.sql"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "'Dest': 'd.t'#SQL: is missing; expected a statement here or in SQLURL",
                "'SQL': ' '#SQL: is blank; expected a statement",
                "'SQL': 'SELECT 1', 'SQLURL': 'gs://bkt/x'#SQL: stands beside SQLURL; give one of the two",
                "'SQLURL': 'gs://bkt/x*'#SQLURL: 'gs://bkt/x*' has a *, and wildcards are not supported"
                        + " by this version; expected gs://bucket/object",
                "'SQL': 'SELECT 1', 'DatasetID': 'a b'#DatasetID: 'a b' is not right; expected [project.]dataset",
                "'SQL': 'SELECT 1', 'Priority': 'LOW'#Priority: 'LOW' is not right; expected INTERACTIVE, BATCH",
                "'SQL': 'SELECT 1', 'Append': true, 'WriteDisposition': 'WRITE_EMPTY'"
                        + "#Append: contradicts WriteDisposition WRITE_EMPTY; give one of the two",
                "'SQL': {}#SQL: expected a text",
            })
    void aFaultOfAQueryIsNamedWithItsPath(String request, String problem) {
        assertThat(problems(taskOf("{'Action': 'query', 'Request': {" + request + "}}")))
                .contains("$.OnSuccess[0].Request." + problem);
    }

    @Test
    void aValueOfTheEnvironmentIsUsedButNeverShown() {
        Action secret = filled("{'Action': 'copy', 'Request': {'Source': 'd.s', 'Dest': '${env.HOME}'}}");
        Action used = filled("{'Action': 'query', 'Request': {'SQL': 'SELECT ${env.HOME}'}}");

        assertThat(problems(RequestReader.read(secret, "home", Documents.ENV)))
                .containsExactly("$.Request.Dest: '${env.HOME}' is not right; expected [project:]dataset.table");
        assertThat(used.toString()).doesNotContain("/root");
        assertThat(good(RequestReader.read(used, "home", Documents.ENV)))
                .isInstanceOfSatisfying(
                        Request.Query.class, query -> assertThat(query.sql()).isEqualTo("SELECT /root"));
    }

    @Test
    void aPlaceThatIsNoneWhenFilledInIsRefused() {
        assertThat(problems(ordered("{'Action': 'copy', 'ProjectID': '$User', 'Location': '$nope',"
                        + " 'Request': {'Dest': 'd.t'}}")))
                .containsExactly(
                        "$.ProjectID: project is not one of BigQuery's: 'ann@example.com'; expected a project ID",
                        "$.Location: location is not one of BigQuery's: '$nope'; expected US, EU or a region");
    }
}
