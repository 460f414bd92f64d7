package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeedsTest {
    private static final CompletedJob QUERY = Jobs.cut(Jobs.query("SELECT"), Gap.SOURCE);
    private static final CompletedJob LOAD = Jobs.cut(Jobs.load("gs://b/1"), Gap.SOURCE);
    private static final CompletedJob COPY = Jobs.cut(Jobs.copy(Jobs.SOURCE), Gap.SOURCE);
    private static final CompletedJob EXTRACT = Jobs.cut(Jobs.extract("gs://b/1"), Gap.DESTINATION);

    private static boolean more(CompletedJob job, String action) {
        return Needs.more(job, List.of(Documents.action(action)));
    }

    private static String query(String sql) {
        return "{'Action': 'query', 'Request': {'SQL': '" + sql + "', 'Dest': 'd.u'}}";
    }

    private static String delete(String url) {
        return "{'Action': 'delete', 'Request': {'URLs': ['" + url + "']}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"$Source", "x ${Source} y", "$$$Source"})
    void theSourceOfAQueryIsItsSql(String text) {
        assertThat(more(QUERY, query(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$Dest", "$DestTable", "$LoadURIs", "$JobID", "$$Source", "$Sources", "Source", "$Error"})
    void otherExpressionsAreKnown(String text) {
        assertThat(more(QUERY, query(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$LoadURIs", "gs://b/$URLs", "${Source}"})
    void theSourcesOfALoadAreItsUris(String url) {
        assertThat(more(LOAD, delete(url))).isTrue();
    }

    @Test
    void theSourcesOfACopyAreItsTables() {
        assertThat(more(COPY, query("$SourceTable"))).isTrue();
        assertThat(more(COPY, query("$LoadURIs"))).isFalse();
    }

    @Test
    void theDestinationsOfAnExtractAreItsUris() {
        assertThat(more(EXTRACT, query("$Dest"))).isTrue();
        assertThat(more(EXTRACT, query("$Source"))).isFalse();
    }

    @Test
    void whereAnActionRunsMayDependOnTheJobToo() {
        assertThat(more(QUERY, "{'Action': 'copy', 'ProjectID': '$Source', 'Request': {'Dest': 'd.u'}}"))
                .isTrue();
        assertThat(more(QUERY, "{'Action': 'copy', 'Location': '$Source', 'Request': {'Dest': 'd.u'}}"))
                .isTrue();
    }

    @Test
    void aStatementInAnObjectMayAskForAnything() {
        String action = "{'Action': 'query', 'Request': {'SQLURL': 'gs://sql/q.sql', 'Dest': 'd.u'}}";

        assertThat(more(QUERY, action)).isTrue();
        assertThat(more(Jobs.query("SELECT"), action)).isFalse();
    }

    @Test
    void theDefaultSourceOfARouteThatAsksForTheSourceIsOne() {
        List<Action> plan = List.of(Documents.action("{'Action': 'copy', 'Request': {'Dest': 'd.u'}}"));

        assertThat(Needs.more(COPY, plan, true, Set.of(), Set.of())).isTrue();
        assertThat(Needs.more(COPY, plan, false, Set.of(), Set.of())).isFalse();
        assertThat(Needs.more(QUERY, plan, true, Set.of(), Set.of())).isFalse();
    }

    @Test
    void aGroupHidesTheExpressionOfItsNameAndIsNeededOnlyIfItIsUnsure() {
        List<Action> source = List.of(Documents.action(query("$Source")));
        List<Action> day = List.of(Documents.action(query("$day")));

        assertThat(Needs.more(QUERY, source, false, Set.of("Source"), Set.of())).isFalse();
        assertThat(Needs.more(QUERY, source, false, Set.of(), Set.of("Source"))).isTrue();
        assertThat(Needs.more(QUERY, day, false, Set.of("day"), Set.of())).isFalse();
        assertThat(Needs.more(QUERY, day, false, Set.of(), Set.of("day"))).isTrue();
    }

    @Test
    void whatTellsRunsApartMayDependOnTheJobToo() {
        assertThat(Needs.more(QUERY, List.of(), "$Source", false, Set.of(), Set.of()))
                .isTrue();
        assertThat(Needs.more(QUERY, List.of(), "$DestTable", false, Set.of(), Set.of()))
                .isFalse();
        assertThat(Needs.more(QUERY, List.of(), "$day", false, Set.of("day"), Set.of("day")))
                .isTrue();
    }

    @Test
    void whatAnActionNestsIsFilledInFromItsChild() {
        assertThat(more(
                        QUERY,
                        "{'Action': 'copy', 'Request': {'Dest': 'd.u'}, 'OnSuccess': [" + query("$Source") + "]}"))
                .isFalse();
    }

    @Test
    void aBoundActionIsFilledInAlready() {
        Action bound = Documents.filled(query("$Source"));

        assertThat(Needs.more(QUERY, List.of(bound))).isFalse();
    }

    @Test
    void ofAJobThatLostEverythingEvenAnEmptyPlanNeedsTheEnd() {
        assertThat(Needs.more(Jobs.cut(Jobs.query(""), Gap.EVERYTHING), List.of()))
                .isTrue();
    }
}
