package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTextTest {
    private static final String ONE = "{'Name': 'one', 'When': {'Dest': 'a'}, 'OnSuccess': []}";
    private static final String TWO = "{'Name': 'two', 'When': {'Dest': 'b'}, 'OnSuccess': []}";

    private final Faults faults = new Faults("doc");

    private RouteText configuration(String quoted) {
        return RouteText.ofConfiguration(Documents.json(quoted), faults);
    }

    private List<String> names(RouteText text) {
        return new RouteReader(Documents.CONFIG, Documents.ENV)
                .read(text, faults).stream().map(Route::label).toList();
    }

    private List<JsonNode> leftOut(RouteText text) {
        List<JsonNode> given = new ArrayList<>();
        text.eachLeftOut(given::add, faults);
        return given;
    }

    private String problem() {
        assertThat(faults.problems()).hasSize(1);
        return faults.problems().get(0).toString();
    }

    @Test
    void theRoutesOfAConfigurationAreNoPartOfItsTree() {
        RouteText text = configuration("{'A': [1], 'Routes': [" + ONE + ", " + TWO + "], 'B': {'Routes': [2]}}");

        assertThat(text.around()).isEqualTo(Documents.node("{'A': [1], 'Routes': [], 'B': {'Routes': [2]}}"));
        assertThat(leftOut(text)).containsExactly(Documents.node(ONE), Documents.node(TWO));
        assertThat(names(text)).containsExactly("one", "two");
    }

    @Test
    void theRoutesOfAFileAreGivenOneByOne() {
        RouteText text = RouteText.ofFile(Documents.json("[" + ONE + ", " + TWO + "]"), faults);

        assertThat(text.around()).isEqualTo(Documents.node("[]"));
        assertThat(leftOut(text)).containsExactly(Documents.node(ONE), Documents.node(TWO));
    }

    @Test
    void aFileMayBeOneRoute() {
        assertThat(names(RouteText.ofFile(Documents.json(ONE), faults))).containsExactly("one");
    }

    @Test
    void whatIsFoundInARouteHasItsPathInTheDocumentsOwnSpelling() {
        assertThat(names(configuration("{'routes': [" + ONE + ", {'Name': 'x'}]}")))
                .hasSize(2);
        assertThat(problem()).startsWith("doc: $.routes[1].When: is missing");
    }

    @Test
    void anElementThatIsNoRouteDoesNotMoveTheOthers() {
        assertThat(names(configuration("{'Routes': [7, [], " + ONE + ", null]}")))
                .containsExactly("one");
        assertThat(faults.problems())
                .extracting(Problem::path)
                .containsExactly("$.Routes[0]", "$.Routes[1]", "$.Routes[3]");
    }

    @Test
    void routesThatAreNoListAreRefused() {
        assertThat(names(configuration("{'Routes': 'all'}"))).isEmpty();
        assertThat(problem()).isEqualTo("doc: $.Routes: expected a list of routes");
    }

    @Test
    void ofTwoListsTheFirstIsReadLikeOfAnyKey() {
        RouteText text = configuration("{'Routes': [], 'routes': [" + ONE + "]}");

        assertThat(leftOut(text)).isEmpty();
        assertThat(names(text)).isEmpty();
        assertThat(leftOut(configuration("{'x': 1, 'routes': [" + TWO + "], 'Routes': [" + ONE + "]}")))
                .containsExactly(Documents.node(TWO));
    }

    @Test
    void aFaultOfTheTextIsFoundBeforeAnyRouteIsGiven() {
        RouteText text = configuration("{'Routes': [\n" + ONE + ",\n{'Name': 'two', 'Name': 'three'}]}");

        assertThat(text.around().isMissingNode()).isTrue();
        assertThat(names(text)).isEmpty();
        assertThat(problem())
                .startsWith("doc: $: is no valid JSON at line 3, column ")
                .contains("Duplicate field");
    }

    @Test
    void nothingMayComeAfterTheDocument() {
        assertThat(names(configuration("{'Routes': []} []"))).isEmpty();
        assertThat(problem()).startsWith("doc: $: is no valid JSON at line 1, column 16");
    }

    @Test
    void theRoutesOfYamlStandInItsTree() {
        RouteText text =
                RouteText.ofConfiguration("Routes:\n- Name: one\n  When: {Dest: a}\n  OnSuccess: []\n", faults);

        assertThat(text.leftOut()).isZero();
        assertThat(names(text)).containsExactly("one");
    }
}
