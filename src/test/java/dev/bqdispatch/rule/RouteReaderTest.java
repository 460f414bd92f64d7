package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.route;
import static dev.bqdispatch.rule.Documents.routes;
import static dev.bqdispatch.rule.Documents.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.CompletedJob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteReaderTest {
    private static final String WHEN = "'When': {'Dest': 'd.t'}";

    @Test
    void readsTheSampleOfTheSeedDocument() {
        Route route = route("[{'When': {'Dest': '.+:mydataset\\\\.my_table_v2', 'Type': 'QUERY'},"
                + " 'OnSuccess': [{'Action': 'export',"
                + " 'Request': {'DestURL': 'gs://${config.Bucket}/export/my_table.json.gz'}}]}]");

        assertThat(route.label()).isEqualTo("#0");
        assertThat(route.plan(true)).isEmpty();
        assertThat(route.plan(false)).singleElement().satisfies(action -> {
            assertThat(action.kind()).isEqualTo(ActionKind.EXPORT);
            assertThat(action.request().path("DestURL").textValue()).isEqualTo("gs://data/export/my_table.json.gz");
        });
    }

    @Test
    void aLabelCanHoldTheKeyOfAnyName() {
        assertThat(route("[{'Name': 'ga4-daily', " + WHEN + "}]").key()).isEqualTo("ga4-daily");
        assertThat(route("[{'Name': 'GA4 daily', " + WHEN + "}]").key()).matches("ga4_daily_[0-9a-f]{16}");
        assertThat(route("[{'Name': '" + "ü".repeat(200) + "', " + WHEN + "}]").key())
                .matches("[a-z0-9_-]{1,63}");
        assertThat(route("[{'Name': 'Ga4', " + WHEN + "}]").key())
                .isNotEqualTo(route("[{'Name': 'ga4', " + WHEN + "}]").key());
    }

    @Test
    void aRouteWithoutNameKeepsItsKeyWhenItMoves() {
        List<Route> routes = good(routes("[{'When': {'Dest': 'a'}}, {" + WHEN + "}]"));

        assertThat(routes.get(1).key())
                .matches("[0-9a-f]{32}")
                .isEqualTo(route("{" + WHEN + "}").key());
        assertThat(routes.get(0).key()).isNotEqualTo(routes.get(1).key());
    }

    @Test
    void aNameIsGivenOnceInAllDocuments() {
        RouteReader reader = new RouteReader(Documents.CONFIG, Documents.ENV);
        Faults first = new Faults("a.json");
        Faults second = new Faults("b.json");
        reader.read(Documents.node("{'Name': 'x', " + WHEN + "}"), "$", first);
        List<Route> more = reader.read(Documents.node("[{'Name': 'x', " + WHEN + "}]"), "$", second);

        assertThat(first.problems()).isEmpty();
        assertThat(more.get(0).index()).isEqualTo(1);
        assertThat(second.problems())
                .containsExactly(
                        new Problem("b.json", "$[0].Name", "'x' is the name of another route too, at a.json: $.Name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {"true#true", "false#false", "'true'#true", "'${config.off}'#true", "null#false"})
    void canBeDisabled(String written, boolean disabled) {
        assertThat(route("[{'Disabled': " + written + ", " + WHEN + "}]").disabled())
                .isEqualTo(disabled);
    }

    @Test
    void everyFaultOfADocumentIsNamedAtOnceWithItsPath() {
        Parsed<List<Route>> routes = routes("[{'Disabled': 'maybe', 'Once': '$Date', 'When': {'Dest': '('},"
                + " 'OnSuccess': [{'Action': 'copy', 'Request': {'Dest': 'nodataset', 'OnSuccess':"
                + " [{'Action': 'delete', 'Request': {'URLs': ['gs://bkt/a', 'b']}}]}},"
                + " {'Request': {}}, 7], 'OnFailure': {}}, 5,"
                + " {'OnSuccess': [{'Action': 'fly'}]}, {'When': []}]");

        assertThat(problems(routes))
                .containsExactly(
                        "$.Routes[0].When.Dest: is no RE2 regex: missing closing )",
                        "$.Routes[0].Disabled: expected true or false",
                        "$.Routes[0].Once: needs a Name beside it, under which the route keeps what it has run for",
                        "$.Routes[0].OnSuccess[0].Request.OnSuccess[0].Request.URLs[1]:"
                                + " 'b' is not right; expected gs://bucket/object or gs://bucket/prefix*",
                        "$.Routes[0].OnSuccess[0].Request.Dest:"
                                + " 'nodataset' is not right; expected [project:]dataset.table",
                        "$.Routes[0].OnSuccess[1].Action:"
                                + " is missing; expected one of copy, export, query, load, insert, drop, move, delete, notify, call, push",
                        "$.Routes[0].OnSuccess[2]: expected an object",
                        "$.Routes[0].OnFailure: expected a list of actions",
                        "$.Routes[1]: expected an object",
                        "$.Routes[2].When: is missing; expected an object with at least one condition",
                        "$.Routes[2].OnSuccess[0].Action:"
                                + " 'fly' is unknown; expected one of copy, export, query, load, insert, drop, move, delete, notify, call, push",
                        "$.Routes[3].When: expected an object with at least one condition");
    }

    @Test
    void aRouteWithoutActionsIsAWarning() {
        assertThat(warnings(routes("[{" + WHEN + "}]")))
                .containsExactly("$.Routes[0]: has no actions; expected OnSuccess or OnFailure,"
                        + " else it only keeps its jobs from the routes after it");
    }

    @Test
    void anUnknownKeyIsAWarningThatNamesTheNearest() {
        assertThat(warnings(routes("[{'Nmae': 'x', 'Info': {'Workflo': 'y'}, 'When': {'Dset': 'x', 'Dest': 'y'},"
                        + " 'a.b\\nc': 1, 'OnSucess': [], 'OnFailure': []}]")))
                .containsExactly(
                        "$.Routes[0].Nmae: is unknown and ignored; the nearest known key is 'Name'",
                        "$.Routes[0]['a.b\\u000ac']: is unknown and ignored;"
                                + " expected one of When, Name, Info, Disabled, Async, OnSuccess, OnFailure, Once",
                        "$.Routes[0].OnSucess: is unknown and ignored; the nearest known key is 'OnSuccess'",
                        "$.Routes[0].Info.Workflo: is unknown and ignored; the nearest known key is 'Workflow'",
                        "$.Routes[0].When.Dset: is unknown and ignored, so that the route takes more jobs"
                                + " than with it; the nearest known key is 'Dest'");
    }

    @Test
    void twoSpellingsOfAKeyAreRefused() {
        assertThat(problems(routes("[{" + WHEN + ", 'WHEN': {'Dest': 'x'}, 'OnSuccess':"
                        + " [{'Action': 'copy', 'action': 'copy', 'Request': {'Dest': 'a.b'}}]}]")))
                .containsExactly(
                        "$.Routes[0].WHEN: is the key 'When' in another spelling; give one",
                        "$.Routes[0].OnSuccess[0].action: is the key 'Action' in another spelling; give one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy", "export"})
    void aDefaultSourceThatIsNoTableIsRefusedWhereTheTypeShowsIt(String action) {
        String actions = "'OnSuccess': [{'Action': '" + action + "', 'Request': {'Dest': '"
                + (action.equals("copy") ? "a.b" : "gs://bkt/x.json") + "'}}]";

        assertThat(problems(routes("[{'When': {'Type': 'EXTRACT'}, " + actions + "}]")))
                .containsExactly(
                        "$.Routes[0].OnSuccess[0].Request.Source:" + " is missing; expected [project:]dataset.table");
        assertThat(problems(routes("[{'When': {'Type': 'EXTRACT', 'Source': 'x'}, " + actions + "}]")))
                .isEmpty();
        assertThat(problems(routes("[{'When': {'Type': 'LOAD'}, " + actions + "}]")))
                .isEmpty();
    }

    private static String once(String expression) {
        return "[{'Name': 'n', 'Once': '" + expression + "', 'When': {'Dest': '_(?P<day>[0-9]{8})$'},"
                + " 'OnSuccess': [{'Action': 'copy', 'Request': {'Dest': 'a.b'}}]}]";
    }

    @Test
    void onceIsFilledInForEachJobThatSucceeded() {
        Route route = route(once("$DestTable of ${config.Bucket}, $$day $day"));
        CompletedJob job = Jobs.load("gs://inp/a.csv");
        Expressions expressions = Expressions.of(job, "chain", Map.of("day", "20240102"));

        assertThat(route.once(job, expressions))
                .isEqualTo(new Once("n", "d.t_20240102 of data, $day 20240102", job.ref()));
        assertThat(route.once(Jobs.failedQuery("x"), expressions)).isNull();
        assertThat(route("[{" + WHEN + "}]").once(job, expressions)).isNull();
    }

    @Test
    void aLongValueIsCutAndStaysItsOwn() {
        String start = "x".repeat(600);
        Once a = Once.of("r", start + "a", Jobs.load("gs://inp/a.csv").ref());
        Once b = Once.of("r", start + "b", Jobs.load("gs://inp/a.csv").ref());

        assertThat(a.value()).hasSizeLessThan(600).isNotEqualTo(b.value());
    }

    @Test
    void whatOnceGetsWrongIsSaid() {
        assertThat(problems(routes(once("$DestTable ${env.HOME}"))))
                .containsExactly(
                        "$.Routes[0].Once: '$DestTable ${env.HOME}' is not right; ${env.X} is only for requests");
        assertThat(problems(routes(once("$DestTable ${config.Nil}"))))
                .singleElement()
                .asString()
                .contains("${config.Nil} has no value");
        assertThat(warnings(routes(once("$DestTable")))).isEmpty();
        assertThat(warnings(routes(once("$day")))).isEmpty();
        assertThat(warnings(routes(once("$DestTabel $Dest"))))
                .containsExactly("$.Routes[0].Once: $DestTabel is no expression here and stays as it is;"
                        + " the nearest known key is 'Dest'");
        assertThat(warnings(routes(once("daily$$"))))
                .containsExactly(
                        "$.Routes[0].Once: is the same for every job, so that the plan runs for one job and then"
                                + " never again; expected an expression, as in $DestTable");
        assertThat(warnings(routes(once("$Date").replace("OnSuccess", "OnFailure"))))
                .containsExactly("$.Routes[0].Once: has no effect without OnSuccess: only that plan is run once");
    }

    @Test
    void anActionOfARouteIsNeverBound() {
        assertThat(problems(routes("[{" + WHEN + ", 'OnSuccess': [{'Action': 'copy', 'Bound': true,"
                        + " 'Request': {'Dest': 'a.b'}}]}]")))
                .containsExactly("$.Routes[0].OnSuccess[0].Bound: is only for tasks that the service writes itself");
    }
}
