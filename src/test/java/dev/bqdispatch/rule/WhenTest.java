package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.routes;
import static dev.bqdispatch.rule.Documents.warnings;
import static dev.bqdispatch.rule.Documents.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {
    private static final CompletedJob QUERY = Jobs.query("SELECT *\nFROM x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Dest': 'd.t_'}",
                "{'Dest': '^p:d[.]t_20240102$'}",
                "{'Source': '[*] FROM'}",
                "{'Type': 'query'}",
                "{'JobID': '^query$'}",
                "{'User': '@example[.]com$'}",
                "{'Location': 'EU'}",
                "{'Project': '^p$'}",
                "{'StatementType': 'Select'}",
                "{'Labels': {'team': 'red|blue'}}",
                "{'Labels': {'team': ''}}",
                "{'dest': 'd.t_', 'TYPE': 'Query'}",
                "{'Dest': '${config.REGEX}'}",
                "{'Dest': '_${env.DAY}$'}",
            })
    void holdsIfWhatItAsksForIsFoundAnywhere(String when) {
        assertThat(when(when).matches(new JobView(QUERY))).isPresent();
        assertThat(when(when).why(QUERY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'Dest': 'other'}#Dest: 'p:d.t_20240102' does not match /other/",
                "{'Source': 'INSERT'}#Source: 'SELECT * FROM x' does not match /INSERT/",
                "{'Type': 'LOAD'}#Type: the job is of type QUERY, expected LOAD",
                "{'JobID': '^load'}#JobID: 'query' does not match /^load/",
                "{'User': 'bob'}#User: 'ann@example.com' does not match /bob/",
                "{'Location': 'US'}#Location: 'EU' does not match /US/",
                "{'Project': 'acme'}#Project: 'p' does not match /acme/",
                "{'StatementType': 'merge'}#StatementType: the job's is 'SELECT', expected MERGE",
                "{'Labels': {'team': 'blue'}}#Labels.team: 'red' does not match /blue/",
                "{'Labels': {'Team': ''}}#Labels.Team: the job has none, expected one that matches //",
                "{'Dest': '${env.HOME}'}#Dest: 'p:d.t_20240102' does not match /${env.HOME}/",
            })
    void saysInASentenceWhyItDoesNotHold(String when, String why) {
        assertThat(when(when).matches(new JobView(QUERY))).isEmpty();
        assertThat(when(when).why(QUERY)).containsExactly(why);
    }

    @Test
    void everyConditionMustHoldAndEachThatDoesNotIsNamed() {
        When when = when("{'Dest': 'd.t_', 'User': 'bob', 'Type': 'COPY'}");

        assertThat(when.matches(new JobView(QUERY))).isEmpty();
        assertThat(when.why(QUERY)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"import", "LOAD", "Import"})
    void knowsTheAuditLogsWordForALoad(String word) {
        assertThat(when("{'Type': '" + word + "'}").matches(new JobView(Jobs.load("gs://bkt/x"))))
                .isPresent();
    }

    @Test
    void knowsTheAuditLogsWordForAnExtract() {
        assertThat(when("{'Type': 'EXPORT', 'Dest': 'gs://bkt/x'}").matches(new JobView(Jobs.extract("gs://bkt/x"))))
                .isPresent();
    }

    @Test
    void namedGroupsOfAllRegexesAreGiven() {
        When when = when("{'Dest': 't_(?P<day>\\\\d{8})', 'User': '^(?P<who>[a-z]+)@(?P<none>x)?'}");

        assertThat(when.matches(new JobView(QUERY)).orElseThrow())
                .isEqualTo(Map.of("day", "20240102", "who", "ann", "none", ""));
    }

    @Test
    void aGroupInTwoRegexesIsTheFirstThatFoundSomething() {
        When first = when("{'Dest': '(?P<x>d)', 'User': '(?P<x>ann)'}");
        When second = when("{'Dest': '(?P<x>zzz)?', 'User': '(?P<x>ann)'}");
        When third = when("{'Dest': '(?P<x>d)', 'User': '(?P<x>zzz)?'}");

        assertThat(first.matches(new JobView(QUERY)).orElseThrow()).containsEntry("x", "d");
        assertThat(second.matches(new JobView(QUERY)).orElseThrow()).containsEntry("x", "ann");
        assertThat(third.matches(new JobView(QUERY)).orElseThrow()).containsEntry("x", "d");
    }

    @Test
    void warnsOfGroupsThatHideSomethingOrAreHidden() {
        List<String> warnings =
                warnings(routes("[{'When': {'Dest': '(?P<JobID>.)(?P<DollarSign>.)(?P<day>.)(?P<jobid>.)',"
                        + " 'User': '(?P<day>.)(?P<1st>.)'}, 'OnFailure': []}]"));

        assertThat(warnings)
                .containsExactly(
                        "$.Routes[0].When.Dest: group 'DollarSign' is never used: $DollarSign is always a dollar",
                        "$.Routes[0].When.Dest: group 'JobID' hides the built-in expression $JobID in this route",
                        "$.Routes[0].When.User: group '1st' is no name of an expression; expected a letter first",
                        "$.Routes[0].When.User: group 'day' is in Dest too, which counts unless it finds nothing there");
    }

    @Test
    void aStatementOfAScriptIsSeenOnlyIfAskedFor() {
        assertThat(when("{'Type': 'QUERY'}").why(Jobs.scriptChild()))
                .containsExactly(
                        "Include: the job is a statement of a script, and the route does not include scriptChildren");
        assertThat(when("{'Type': 'QUERY', 'Include': ['SCRIPTchildren']}").matches(new JobView(Jobs.scriptChild())))
                .isPresent();
    }

    @Test
    void aQueryIntoAnAnonymousTableIsSeenOnlyIfAskedFor() {
        CompletedJob anonymous = Jobs.into(new TableName("p", "_abc", "anon1"));

        assertThat(when("{'Type': 'QUERY', 'Include': ['scriptChildren', 'self']}")
                        .matches(new JobView(anonymous)))
                .isEmpty();
        assertThat(when("{'Type': 'QUERY', 'Include': 'anonymous'}").matches(new JobView(anonymous)))
                .isPresent();
    }

    @Test
    void selfIsForTheMatcherToJudge() {
        assertThat(when("{'Type': 'QUERY', 'Include': ['self']}").includes(Include.SELF))
                .isTrue();
        assertThat(when("{'Type': 'QUERY'}").includes(Include.SELF)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'Include': ['self']}", "{'Labels': {}}", "{'Dest': ''}", "{'Dest': null}"})
    void withoutAnyConditionIsRefusedOnce(String when) {
        assertThat(problems(routes("[{'When': " + when + "}]")))
                .singleElement()
                .asString()
                .startsWith("$.Routes[0].When: is empty; expected at least one of Dest, Source, Type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "{'Dest': 'a('}#.Dest: is no RE2 regex: missing closing )",
                "{'Dest': '(?=a)'}#.Dest: is no RE2 regex: invalid or unsupported Perl syntax",
                "{'Labels': {'team': '['}}#.Labels.team: is no RE2 regex: missing closing ]",
                "{'Labels': {'team': 1}}#.Labels.team: expected a regex",
                "{'Labels': ['team']}#.Labels: expected an object of label name and regex",
                "{'User': ['a']}#.User: expected a regex",
                "{'Type': 'VIEW'}#.Type: 'VIEW' is no job type; expected QUERY, LOAD, EXTRACT or COPY",
                "{'Dest': 'a', 'Include': ['all']}#.Include: 'all' is unknown; expected scriptChildren, anonymous or self",
                "{'Dest': '${config.None}'}#"
                        + ".Dest: ${config.None} has no value; expected a scalar 'None' in the configuration",
                "{'Dest': '$${env.NONE}'}#.Dest: ${env.NONE} has no value here, or is not allowed in this document",
            })
    void aFaultIsNamedWithItsPath(String when, String problem) {
        assertThat(problems(routes("[{'When': " + when + "}]"))).containsExactly("$.Routes[0].When" + problem);
    }

    @Test
    void sourceOnlyMeansAFilterOnTheSourceAlone() {
        assertThat(when("{'Source': 'a', 'Type': 'COPY'}").sourceOnly()).isTrue();
        assertThat(when("{'Source': 'a', 'Dest': 'b'}").sourceOnly()).isFalse();
        assertThat(when("{'Type': 'COPY'}").sourceOnly()).isFalse();
    }

    @Test
    void isOneTextForEverySpelling() {
        assertThat(when("{'type': 'import', 'Dest': 'a', 'Labels': {'b': '1', 'a': '2'}}"))
                .isEqualTo(when("{'Labels': {'a': '2', 'b': '1'}, 'DEST': 'a', 'Type': 'LOAD'}"));
        assertThat(when("{'Dest': '${env.HOME}'}")).hasToString("{\"Dest\":\"${env.HOME}\"}");
    }
}
