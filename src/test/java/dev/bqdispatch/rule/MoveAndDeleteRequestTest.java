package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.ObjectUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveAndDeleteRequestTest {
    private static List<ObjectUrl> deleted(String request) {
        return ((Request.Delete) good(ordered("{'Action': 'delete', 'Request': {" + request + "}}"))).objects();
    }

    private static List<String> refusedAtLoad(String action, String request) {
        return problems(taskOf("{'Action': '" + action + "', 'Request': {" + request + "}}"));
    }

    private static List<String> refusedAtRun(String action, String request) {
        return problems(ordered("{'Action': '" + action + "', 'Request': {" + request + "}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "gs://bkt/errors, gs://bkt/errors/a.csv",
        "gs://bkt/errors/, gs://bkt/errors/a.csv",
        "gs://bkt/v1.0/, gs://bkt/v1.0/a.csv",
        "gs://bkt, gs://bkt/a.csv",
        "gs://bkt/, gs://bkt/a.csv",
        "gs://bkt/v1.0/errors, gs://bkt/v1.0/errors/a.csv",
        "gs://bkt/errors/b.txt, gs://bkt/errors/b.txt",
    })
    void movesIntoAFolderOrToANewName(String dest, String target) {
        Request.Move move = (Request.Move)
                good(ordered("{'Action': 'move', 'Request': {'Source': 'gs://inp/x/a.csv', 'Dest': '" + dest + "'}}"));

        assertThat(move.target(move.sources().get(0))).hasToString(target);
    }

    @Test
    void urlsAndListOfUrlsAreDeletedTogether() {
        assertThat(deleted("'SourceURL': 'gs://bkt/a', 'URLs': ['gs://bkt/b', 'gs://bkt/c']"))
                .extracting(ObjectUrl::name)
                .containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'$LoadURIs'", "['$URLs']", "'${LoadURIs}'"})
    void theSourcesOfALoadAloneBecomeTheList(String urls) {
        assertThat(deleted("'URLs': " + urls)).extracting(ObjectUrl::name).containsExactly("a.csv", "b.csv");
    }

    @Test
    void severalUrlsInOneTextAreNotTakenForOneObject() {
        assertThat(refusedAtRun("delete", "'SourceURL': '$LoadURIs'"))
                .containsExactly("$.Request.SourceURL: 'gs://inp/a.csv,gs://inp/b.csv' is several URLs in one text;"
                        + " expected gs://bucket/object or gs://bucket/prefix*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "move#'SourceURLs': ['gs://bkt/a*'], 'DestURL': 'gs://bkt/b/'#SourceURLs[0]",
                "move#'SourceURL': 'gs://bkt/a', 'DestURL': 'gs://bkt/b/*'#DestURL",
            })
    void aMoveTakesNoPrefixOfNames(String action, String request, String key) {
        assertThat(refusedAtLoad(action, request))
                .singleElement()
                .asString()
                .startsWith("$.OnSuccess[0].Request." + key + ": 'gs://bkt/")
                .contains("has a *, and wildcards are not supported by this version");
    }

    @Test
    void aDeleteTakesAPrefixOfNames() {
        Request.Delete delete = (Request.Delete)
                good(
                        ordered(
                                "{'Action': 'delete', 'Request': {'URL': 'gs://bkt/$JobID/*', 'URLs': ['gs://bkt/b', 'gs://bkt/c-*']}}"));

        assertThat(delete.objects()).extracting(ObjectUrl::name).containsExactly("b");
        assertThat(delete.prefixes()).extracting(ObjectUrl::name).containsExactly("load/", "c-");
    }

    @ParameterizedTest
    @CsvSource({
        "gs://inp/day/*, ",
        "gs://inp/day/*.csv, has a * that is not its last character",
        "gs://inp/*, is a whole"
    })
    void aPrefixOfNamesMayComeFromAnExpression(String uri, String problem) {
        Expressions expressions = Expressions.of(Jobs.load(uri), "c", java.util.Map.of());
        Action delete = new Filling(expressions, Jobs.load(uri), false, "home")
                .fill(Documents.action("{'Action': 'delete', 'Request': {'URLs': '$LoadURIs'}}"));
        Parsed<Request> read = RequestReader.read(delete, "home", Documents.ENV);

        if (problem == null) {
            assertThat(((Request.Delete) good(read)).prefixes()).containsExactly(new ObjectUrl("inp", "day/"));
        } else {
            assertThat(problems(read)).singleElement().asString().contains(problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "delete#'URLs': null#SourceURL: is missing;"
                        + " expected gs://bucket/object or gs://bucket/prefix* here or in URLs",
                "delete#'URL': 'gs://bkt'"
                        + "#SourceURL: 'gs://bkt' is a whole bucket; expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URL': 'gs://bkt/'"
                        + "#SourceURL: 'gs://bkt/' is a whole bucket; expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URL': 'gs://bkt/*'"
                        + "#SourceURL: 'gs://bkt/*' is a whole bucket; expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URL': 'gs://bkt/*.csv'#SourceURL: 'gs://bkt/*.csv' has a * that is not its last character;"
                        + " expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URLs': ['gs://bkt/$JobID/*/*']#URLs[0]: 'gs://bkt/$JobID/*/*' has a * that is not its last"
                        + " character; expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URL': 'gs://bkt/dir/'#SourceURL: 'gs://bkt/dir/' is a folder;"
                        + " expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URL': 's3://bkt/x'"
                        + "#SourceURL: 's3://bkt/x' is not right; expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URLs': ['gs://bkt/x', '']"
                        + "#URLs[1]: is missing; expected gs://bucket/object or gs://bucket/prefix*",
                "delete#'URLs': ['gs://bkt/x', 1]#URLs: expected a list of texts",
                "move#'Source': 'gs://bkt/x'"
                        + "#DestURL: is missing; expected gs://bucket/folder/ or gs://bucket/object",
                "move#'Dest': 'gs://bkt/x'#SourceURL: is missing; expected gs://bucket/object here or in SourceURLs",
                "move#'SourceURLs': ['gs://bkt/a', 'gs://bkt/b'], 'Dest': 'gs://bkt/x.csv'"
                        + "#DestURL: several sources would become one object; expected a folder, and names that differ",
                "move#'SourceURLs': ['gs://bkt/a/1', 'gs://bkt/b/1'], 'Dest': 'gs://bkt/c/'"
                        + "#DestURL: several sources would become one object; expected a folder, and names that differ",
                "move#'Source': 'gs://bkt/err/x.csv', 'Dest': 'gs://bkt/err/'"
                        + "#DestURL: a source is there already; expected another place",
            })
    void aFaultIsNamedWithItsPath(String action, String request, String problem) {
        assertThat(refusedAtLoad(action, request)).containsExactly("$.OnSuccess[0].Request." + problem);
    }

    @Test
    void aMoveOntoItselfThatAnExpressionGivesIsRefusedAtRun() {
        assertThat(refusedAtRun("move", "'SourceURLs': '$LoadURIs', 'DestURL': 'gs://inp/'"))
                .containsExactly("$.Request.DestURL: a source is there already; expected another place");
    }

    @Test
    void aNameThatStorageCantHoldIsRefused() {
        assertThat(refusedAtLoad("delete", "'URL': 'gs://bkt/\\ud800'")).hasSize(1);
    }

    @Test
    void aTargetWhoseNameIsTooLongIsRefused() {
        String name = "n".repeat(600);

        assertThat(refusedAtLoad("move", "'Source': 'gs://bkt/" + name + "', 'Dest': 'gs://bkt/" + name + "/'"))
                .containsExactly("$.OnSuccess[0].Request.DestURL: with a source's name added is no name of an object;"
                        + " expected a shorter folder");
    }

    @Test
    void aLoadOfNoFilesDeletesNothing() {
        Filling filling = new Filling(Expressions.of(Jobs.load(), "c", java.util.Map.of()), Jobs.load(), false, "home");
        Action delete = filling.fill(Documents.action("{'Action': 'delete', 'Request': {'URLs': '$LoadURIs'}}"));

        assertThat(good(RequestReader.read(delete, "home", Documents.ENV))).isEqualTo(new Request.Delete(List.of()));
    }

    @Test
    void anExpressionElsewhereHidesNoMoveOntoItself() {
        assertThat(problems(taskOf("{'Action': 'move', 'Request': {'SourceURLs':"
                        + " ['gs://bkt/a/$Date', 'gs://bkt/b/x.csv'], 'DestURL': 'gs://bkt/b/'}}")))
                .containsExactly("$.OnSuccess[0].Request.DestURL: a source is there already; expected another place");
        assertThat(problems(taskOf("{'Action': 'move', 'Request': {'SourceURLs':"
                        + " ['gs://bkt/a/x.csv', 'gs://bkt/b/x.csv'], 'DestURL': 'gs://bkt/$Date/'}}")))
                .singleElement()
                .asString()
                .contains("several sources would become one object");
    }
}
