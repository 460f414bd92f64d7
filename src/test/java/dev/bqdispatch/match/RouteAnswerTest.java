package dev.bqdispatch.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.JobTimes;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.RouteReader;
import dev.bqdispatch.rule.StrictJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the route of a job that its event tells only in part. */
class RouteAnswerTest {
    private static final String ACTS = "'OnSuccess': [{'Action': 'delete', 'Request': {'URL': 'gs://bkt/x'}}]";
    private static final String ACTS_ON_FAILURE =
            "'OnFailure': [{'Action': 'delete', 'Request': {'URL': 'gs://bkt/x'}}]";

    private static List<Route> routes(String quoted) {
        Faults faults = new Faults("test");
        List<Route> routes = new RouteReader(Map.of(), name -> null)
                .read(StrictJson.read("[" + quoted.replace('\'', '"') + "]", 100_000, faults), "$.Routes", faults);
        assertThat(faults.problems()).isEmpty();
        return routes;
    }

    private static String route(String name, String when, String plan) {
        return "{'Name': '" + name + "', 'When': " + when + ", " + plan + "}";
    }

    static CompletedJob query(String sql, boolean failed, Gap... gaps) {
        return new CompletedJob(
                new JobRef("p", "US", "j"),
                JobType.QUERY,
                failed ? null : new TableName("p", "d", "t"),
                List.of(),
                List.of(),
                List.of(),
                sql,
                "SELECT",
                Map.of(),
                "ann@example.com",
                failed ? new JobError(3, "", "no") : null,
                JobTimes.UNKNOWN,
                false,
                Set.of(gaps));
    }

    private static final CompletedJob CUT = query("SELECT a", false, Gap.SOURCE);

    private static RouteTable.Answer answer(CompletedJob job, String... routes) {
        return new RouteScan(routes(String.join(",", routes))).answer(job);
    }

    private static String taken(RouteTable.Answer answer) {
        return answer instanceof RouteTable.Answer.Takes takes
                ? takes.match().route().label()
                : answer.getClass().getSimpleName();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Source': 'SELECT'}                    | r
            {'Source': 'FROM'}                      | Open
            {'Source': 'SELECT a$'}                 | Open
            {'Source': '^INSERT'}                   | Nobody
            {'Source': 'FROM', 'Type': 'LOAD'}      | Nobody
            {'Source': 'FROM', 'Dest': 'other'}     | Nobody
            {'Source': 'FROM', 'User': '^bob'}      | Nobody
            {'Source': 'FROM', 'Labels': {'a': ''}} | Nobody
            {'Dest': 'd.t'}                         | r
            {'Dest': 'other'}                       | Nobody
            {'Type': 'QUERY'}                       | r
            """)
    void oneRouteIsJudgedByWhatIsKnown(String when, String expected) {
        assertThat(taken(answer(CUT, route("r", when, ACTS)))).isEqualTo(expected);
    }

    @Test
    void theFirstThatSurelyHoldsIsTheAnswerIfNoneBeforeItIsOpen() {
        String no = route("no", "{'Dest': 'other'}", ACTS);
        String yes = route("yes", "{'Dest': 'd.t'}", ACTS);
        String open = route("open", "{'Source': 'FROM'}", ACTS);

        assertThat(taken(answer(CUT, no, yes, open))).isEqualTo("yes");
        assertThat(taken(answer(CUT, no, open, yes))).isEqualTo("Open");
    }

    @Test
    void anOpenRouteWithoutAPlanForTheOutcomeMattersOnlyBeforeOneWithAPlan() {
        String idle = route("idle", "{'Source': 'FROM'}", ACTS_ON_FAILURE);
        String yes = route("yes", "{'Dest': 'd.t'}", ACTS);
        String end = route("end", "{'Dest': 'd.t'}", ACTS_ON_FAILURE);

        assertThat(taken(answer(CUT, idle))).isEqualTo("Nobody");
        assertThat(taken(answer(CUT, idle, end, yes))).isEqualTo("Nobody");
        assertThat(taken(answer(CUT, idle, yes))).isEqualTo("Open");
        assertThat(taken(answer(query("SELECT a", true, Gap.SOURCE), idle))).isEqualTo("Open");
    }

    @Test
    void groupsThatTheRestMayChangeAreNamed() {
        RouteTable.Answer answer =
                answer(CUT, route("r", "{'Source': '(?P<verb>\\\\w+)', 'Dest': 'd[.](?P<table>.*)'}", ACTS));

        assertThat(answer).isInstanceOfSatisfying(RouteTable.Answer.Takes.class, takes -> {
            assertThat(takes.unsure()).containsExactly("verb");
            assertThat(takes.match().groups()).containsExactly(Map.entry("table", "t"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Dest': 'd.t'}",
                "{'Source': '.*'}",
                "{'Type': 'QUERY'}",
                "{'Labels': {'a': 'b'}}",
                "{'StatementType': 'SELECT'}",
                "{'Project': 'p'}"
            })
    void ofAJobThatLostEverythingAllButTheReferenceIsOpen(String when) {
        assertThat(taken(answer(query("", false, Gap.EVERYTHING), route("r", when, ACTS))))
                .isEqualTo("Open");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Dest': 'd.t', 'Project': '^q$'}",
                "{'Source': '.*', 'JobID': 'other'}",
                "{'Location': 'EU'}",
                "{'User': 'bob'}"
            })
    void whereTheReferenceDoesNotFitNothingElseMatters(String when) {
        assertThat(taken(answer(query("", false, Gap.EVERYTHING), route("r", when, ACTS))))
                .isEqualTo("Nobody");
    }

    @Test
    void withoutMetadataARouteMayTakeWhatIncludesEverythingThatIsKnown() {
        String all = route("r", "{'Project': '^p$', 'Include': ['anonymous']}", ACTS + ", " + ACTS_ON_FAILURE);

        assertThat(taken(answer(query("", false, Gap.EVERYTHING), all))).isEqualTo("r");
    }

    @Test
    void withoutMetadataTheOutcomeIsKnownOnlyIfItFailed() {
        String onSuccess = route("r", "{'Project': '^p$', 'Include': ['anonymous']}", ACTS);

        assertThat(taken(answer(query("", true, Gap.EVERYTHING), onSuccess))).isEqualTo("Nobody");
        assertThat(taken(answer(query("", false, Gap.EVERYTHING), onSuccess))).isEqualTo("r");
    }

    // For random routes

    private static final List<String> SOURCES = List.of(
            "a", "ab", "^a", "^b", "b$", "^ab?$", "a\\\\b", "(?P<g>a+)", "(?P<g>[ab]*)", "x*", "^(?:a|b)b", "b.a");
    private static final List<String> OTHERS = List.of(
            "'Type': 'QUERY'",
            "'Type': 'LOAD'",
            "'Dest': 'd.(?P<t>t)'",
            "'Dest': 'other'",
            "'User': 'ann'",
            "'JobID': 'x'");

    /** What may follow: for each regex something that makes it match or not. */
    private static final List<String> ENDS =
            List.of("", "a", "b", "ab", "ba", "aa", "bb", " a", " b", "bba", "b a", ".", "a b");

    @Provide
    Arbitrary<List<Route>> routes() {
        Arbitrary<String> source = Arbitraries.of(SOURCES).map(regex -> "'Source': '" + regex + "'");
        Arbitrary<String> other = Arbitraries.of(OTHERS);
        Arbitrary<String> conditions = Arbitraries.oneOf(
                source, other, Combinators.combine(source, other).as((one, two) -> one + ", " + two));
        Arbitrary<String> plans = Arbitraries.of(ACTS, ACTS_ON_FAILURE, ACTS + ", " + ACTS_ON_FAILURE);
        return Combinators.combine(conditions, plans)
                .as((when, plan) -> "{'When': {" + when + "}, " + plan + "}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(all -> routes(String.join(",", all)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab -").ofMaxLength(8);
    }

    /** With the look-up that it asks for, a cut event leads to what the whole one leads to. */
    @Property(tries = 2_000)
    void anAnswerHoldsForTheWholeJob(
            @ForAll("routes") List<Route> routes,
            @ForAll("texts") String sql,
            @ForAll @IntRange(max = 8) int left,
            @ForAll boolean failed) {
        RouteScan scan = new RouteScan(routes);
        String beginning = sql.substring(0, Math.min(left, sql.length()));
        RouteTable.Answer answer = scan.answer(query(beginning, failed, Gap.SOURCE));
        Optional<RouteTable.Match> whole = scan.first(query(sql, failed))
                .filter(match -> !match.route().plan(failed).isEmpty());

        if (answer instanceof RouteTable.Answer.Nobody) {
            assertThat(whole).isEmpty();
        } else if (answer instanceof RouteTable.Answer.Takes takes) {
            assertThat(whole)
                    .map(RouteTable.Match::route)
                    .contains(takes.match().route());
            Map<String, String> sure = new HashMap<>(whole.orElseThrow().groups());
            sure.keySet().removeAll(takes.unsure());
            Map<String, String> told = new HashMap<>(takes.match().groups());
            told.keySet().removeAll(takes.unsure());
            assertThat(told).isEqualTo(sure);
        }
    }

    /** Where it says that it depends on the rest, there are two ends that lead to different plans. */
    @Property(tries = 2_000)
    void anOpenAnswerCouldGoMoreThanOneWay(
            @ForAll("routes") List<Route> routes, @ForAll("texts") String beginning, @ForAll boolean failed) {
        // Of two open routes one may imply the other, which no reading of regexes shows.
        Assume.that(routes.stream()
                        .filter(route -> route.when().canonical().contains("Source"))
                        .count()
                == 1);
        RouteScan scan = new RouteScan(routes);
        if (!(scan.answer(query(beginning, failed, Gap.SOURCE)) instanceof RouteTable.Answer.Open)) {
            return;
        }
        Set<Object> outcomes = new HashSet<>();
        for (String end : ENDS) {
            outcomes.add(scan.first(query(beginning + end, failed))
                    .map(match ->
                            match.route().plan(failed).isEmpty() ? List.of() : List.of(match.route(), match.groups()))
                    .orElse(List.of()));
        }
        assertThat(new ArrayList<>(outcomes)).hasSizeGreaterThan(1);
    }
}
