package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However much is in a document, what is made of it is bounded, and the limit is named with what was found. */
class LimitsTest {
    private static final String DELETE = "{'Action': 'delete', 'Request': {'URL': 'gs://bkt/x'}}";

    private static String times(int count, String text) {
        return IntStream.range(0, count)
                .mapToObj(i -> text.replace("#", "" + i))
                .collect(Collectors.joining(", "));
    }

    private static List<String> regex(String regex) {
        return problems(Documents.routes("{'When': {'Dest': '" + regex + "'}}"));
    }

    private static String nested(int levels) {
        String open = "{'Action': 'copy', 'Request': {'Source': 'd.t', 'Dest': 'd.u'}, 'OnSuccess': [";
        return open.repeat(levels - 1) + DELETE + "]}".repeat(levels - 1);
    }

    @Test
    void aTaskOrRouteHasAThousandActionsAtMost() {
        assertThat(problems(Documents.taskOf(times(1000, DELETE)))).isEmpty();
        assertThat(problems(Documents.taskOf(times(1001, DELETE))))
                .containsExactly("$.OnSuccess: brings the actions of one route or task to 1001, nested ones counted;"
                        + " expected at most 1000");
        assertThat(problems(Documents.taskOf(times(600, nested(2)))))
                .containsExactly(
                        "$.OnSuccess[400].OnSuccess: brings the actions of one route or task to 1001, nested ones"
                                + " counted; expected at most 1000");
    }

    @Test
    void actionsNestTwentyLevelsAtMost() {
        assertThat(problems(Documents.taskOf(nested(20)))).isEmpty();
        assertThat(problems(Documents.taskOf(nested(21))))
                .hasSize(1)
                .allMatch(problem -> problem.endsWith(": is nested deeper than 20 levels of OnSuccess or OnFailure"));
    }

    @Test
    void anObjectHasAThousandKeysAtMost() {
        assertThat(problems(Documents.task("{" + times(1001, "'k#': 1") + "}")))
                .containsExactly("$: has 1001 keys; expected at most 1000");
    }

    @Test
    void aListHasTenThousandTextsAtMost() {
        String delete = "{'Action': 'delete', 'Request': {'URLs': [%s]}}";
        assertThat(problems(Documents.taskOf(delete.formatted(times(10_000, "'gs://bkt/#'")))))
                .isEmpty();
        assertThat(problems(Documents.taskOf(delete.formatted(times(10_001, "'gs://bkt/#'")))))
                .containsExactly("$.OnSuccess[0].Request.URLs: has 10001 elements; expected at most 10000");
    }

    @Test
    void labelsAndNamesAreBounded() {
        assertThat(problems(Documents.routes("{'When': {'Labels': {" + times(65, "'l#': 'a'") + "}}}")))
                .containsExactly("$.Routes.When.Labels: has 65 labels; a job has at most 64");
        assertThat(problems(Documents.routes("{'Name': '" + "n".repeat(201) + "', 'When': {'Type': 'COPY'}}")))
                .containsExactly("$.Routes.Name: has 201 characters; expected at most 200");
    }

    @Test
    void routesAreBounded() {
        assertThat(problems(Documents.routes("[" + "{}, ".repeat(100_000) + "{}]")))
                .containsExactly("$.Routes: brings the routes to 100001; expected at most 100000");
    }

    @Test
    void ofVeryManyProblemsAThousandAreToldAndTheRestCounted() {
        List<String> problems = problems(Documents.routes("[" + "1, ".repeat(5_000) + "1]"));

        assertThat(problems).hasSize(1001).endsWith("$: and 4001 more problems");
    }

    @Test
    void aMessageShowsTheEndsOfWhatItQuotes() {
        List<String> problems = problems(Documents.routes("{'When': {'Type': '" + "x".repeat(100_000) + "'}}"));

        assertThat(problems.get(0))
                .hasSizeLessThan(1_000)
                .startsWith("$.Routes.When.Type: 'xxx")
                .endsWith("xxx' is no job type; expected QUERY, LOAD, EXTRACT or COPY");
    }

    @Test
    void aPathIsCutWhereNobodyReadsOn() {
        String deep = "{'" + "k".repeat(79) + "': ";
        String task =
                "{'Action': 'copy', 'Request': {'Source': " + deep.repeat(20) + "'${config.x}'" + "}".repeat(20) + "}}";

        assertThat(problems(Documents.taskOf(task))).allMatch(problem -> problem.length() < 800);
    }

    @Test
    void whatVariablesPutInIsBounded() {
        Variables variables = new Variables(Map.of("Big", "x".repeat(60_000)), name -> true);
        Faults faults = new Faults("doc");

        assertThat(variables.fill("${config.Big}".repeat(10_000), "$", faults)).hasSizeLessThan(Limits.FILLED + 1);
        assertThat(faults.problems())
                .extracting(Problem::message)
                .containsExactly("variables put more than 33554432 characters into this document");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){3}",
                "a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}"
                        + "a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}a{1000}",
                "(?:[a-z]{500}-){60}"
            })
    void aRegexThatStandsForMuchIsRefusedBeforeItIsCompiled(String regex) {
        assertThat(regex(regex))
                .containsExactly(
                        "$.Routes.When.Dest: is no RE2 regex: it takes more than 20000 steps, counting repetitions;"
                                + " expected a smaller one");
    }

    @Test
    void aRegexAsLongAsNobodyWritesIsRefused() {
        assertThat(regex("a".repeat(20_001))).hasSize(1);
        assertThat(regex("(".repeat(1_000) + "a" + ")".repeat(1_000))).hasSize(1);
        assertThat(regex("(?:sales|orders|customers)_\\\\d{8}(?:_v[0-9]{1,3})?$".repeat(50)))
                .isEmpty();
    }

    @Test
    void allRegexesTogetherAreBounded() {
        Regexes regexes = new Regexes(20);
        regexes.compileNext("a{12}");
        assertThatThrownBy(() -> regexes.compileNext("a{5}b{8}c{8}"))
                .hasMessageContaining("all regexes together take more than 20 steps");
    }

    @ParameterizedTest
    @CsvSource({
        "abc,3",
        "a+,2",
        "a{8},8",
        "'a{2,8}',8",
        "a{8}{2},16",
        "(ab){10},40",
        "[abc]x,8",
        "\\\\d{8},8",
        "a{x},4",
        "(a|b)c,6"
    })
    void aRegexWeighsItsSteps(String regex, long weight) {
        assertThat(Regexes.weight(regex.replace("\\\\", "\\"))).isEqualTo(weight);
    }

    @Test
    void aNearestKeyIsLookedForAmongItsFirstCharactersOnly() {
        assertThat(Spelling.nearest("OnSucces" + "s".repeat(1_000_000), List.of("When", "OnSuccess")))
                .isNotEmpty();
        assertThat(Spelling.slip("w".repeat(1_000_000), List.of("When"))).isEmpty();
    }
}
