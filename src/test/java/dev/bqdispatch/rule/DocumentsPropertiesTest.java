package dev.bqdispatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a bucket is a value or problems, never an exception. */
class DocumentsPropertiesTest {
    private static final String TASK = Documents.json("{'DeferTaskURL': 'gs://bkt/${config.Bucket}/', 'JobID': '~/x/',"
            + " 'JobRef': {'ProjectID': 'p', 'Location': 'US', 'JobID': 'a'}, 'OnSuccess': [{'Action': 'query',"
            + " 'Bound': true, 'Request': {'SQL': 'SELECT $$ ${env.HOME}', 'Dest': 'd.t', 'OnSuccess': [{'Action':"
            + " 'export', 'Async': true, 'Request': {'DestURL': 'gs://bkt/x-*.json.gz', 'Format': 'CSV'}}]}}],"
            + " 'OnFailure': [{'Action': 'move', 'Request': {'SourceURLs': ['gs://bkt/a', '$LoadURIs'],"
            + " 'DestURL': 'gs://bkt/b'}}, {'Action': 'delete', 'Request': {'URLs': ['gs://bkt/c', 'gs://bkt/d*']}},"
            + " {'Action': 'load', 'When': {'Exists': 'd.$Date'}, 'Request': {'SourceUris': ['gs://bkt/a.csv'],"
            + " 'DestinationTable': {'datasetId': 'd', 'tableId': 't'}, 'Schema': {'fields': []}, 'SkipLeadingRows': '1',"
            + " 'TimePartitioning': {'type': 'DAY', 'expirationMs': 1}, 'NullMarkers': ['a'], 'newer': {'x': [1]}}},"
            + " {'Action': 'insert', 'Request': {'Dest': 'd.t', 'SQL': 'SELECT 1', 'Template': 'd.x'}},"
            + " {'Action': 'drop', 'ProjectID': 'p', 'Request': {'Table': 'd.$Date'}}]}");
    private static final String ROUTES = Documents.json("[{'Name': 'n${config.Bucket}', 'Disabled': false, 'When':"
            + " {'Dest': '(?P<day>\\\\d{8})$', 'Labels': {'a': '[b]'}, 'Type': 'LOAD', 'Include': ['self']},"
            + " 'Info': {'Workflow': 'w'}, 'OnSuccess': [{'Action': 'copy', 'Request': {'Dest': 'd.$day'}}]}]");

    private static final String YAML = """
            DeferTaskURL: gs://bkt/tasks
            JobID: ~/x/
            JobRef: &ref {ProjectID: p, Location: US, JobID: a}
            Root: *ref
            OnSuccess:
            - Action: query
              Request:
                SQL: |
                  SELECT $$ ${env.HOME}
                Dest: d.t
                Append: true
              OnSuccess:
              - Action: "export"
                Request: {DestURL: 'gs://bkt/x-*.json.gz', Format: CSV}
            OnFailure:
            - {Action: delete, Request: {URLs: ['gs://bkt/c', "gs://${config.Bucket}/d"]}}
            """;

    @Property(tries = 500)
    void arbitraryTextIsReadOrRefused(@ForAll String text) {
        assertReads(text);
    }

    @Property(tries = 2000)
    void aBrokenTaskIsReadOrRefused(@ForAll("brokenTasks") String text) {
        assertReads(text);
    }

    @Property(tries = 2000)
    void aBrokenListOfRoutesIsReadOrRefused(@ForAll("brokenRoutes") String text) {
        assertReads(text);
    }

    @Property(tries = 1000)
    void aBrokenTaskInYamlIsReadOrRefused(@ForAll("brokenYaml") String text) {
        assertReads(text);
        assertThat(Secrets.redact(text)).isNotNull();
    }

    @Property(tries = 1000)
    void arbitraryYamlIsReadOrRefused(@ForAll("piecesOfYaml") String text) {
        assertReads(text);
        assertThat(Secrets.redact(text)).isNotNull();
    }

    /** Whatever is good as a task can be filled in, written, read again and ordered. */
    private static void assertReads(String text) {
        Parsed<Task> task = TaskReader.read(text, "task", Documents.CONFIG, name -> true);
        if (task instanceof Parsed.Good<Task> good) {
            Filling filling = Documents.filling(Map.of("day", "$$"));
            good.value().onSuccess().forEach(action -> RequestReader.read(filling.fill(action), "home", name -> "$x"));
            assertThat(TaskWriter.write(good.value(), 1)).isNotEmpty();
        } else {
            assertThat(Documents.problems(task)).isNotEmpty().noneMatch(said -> said.contains("\n"));
        }
        Faults faults = new Faults("routes");
        JsonNode node = StrictText.read(text, StrictJson.LONGEST_TASK, faults);
        List<Route> routes = new RouteReader(Documents.CONFIG, Documents.ENV).read(node, "$", faults);
        if (!faults.found()) {
            routes.forEach(route -> route.when().why(Jobs.query("SELECT 1")));
        }
        Faults inParts = new Faults("routes");
        List<Route> same =
                new RouteReader(Documents.CONFIG, Documents.ENV).read(RouteText.ofFile(text, inParts), inParts);
        assertThat(inParts.problems())
                .extracting(DocumentsPropertiesTest::place)
                .isEqualTo(faults.problems().stream()
                        .map(DocumentsPropertiesTest::place)
                        .toList());
        assertThat(inParts.warnings()).isEqualTo(faults.warnings());
        assertThat(same)
                .extracting(DocumentsPropertiesTest::told)
                .isEqualTo(routes.stream().map(DocumentsPropertiesTest::told).toList());
    }

    /** A parser that skips a value has other words for what is wrong with it. */
    private static String place(Problem problem) {
        return problem.toString().replaceFirst("(is no valid JSON at line \\d+, column \\d+).*", "$1");
    }

    /** All of a route but its compiled regexes, which equal only themselves. */
    private static List<Object> told(Route route) {
        return List.of(
                route.index(), route.key(), route.label(), route.disabled(), route.plan(false), route.plan(true));
    }

    @Provide
    Arbitrary<String> brokenTasks() {
        return broken(TASK);
    }

    @Provide
    Arbitrary<String> brokenYaml() {
        return broken(YAML);
    }

    @Provide
    Arbitrary<String> piecesOfYaml() {
        return Arbitraries.of(
                        "a",
                        ": ",
                        "- ",
                        "\n",
                        "  ",
                        "&a ",
                        "*a",
                        "? ",
                        "|\n",
                        ">-\n",
                        "!!str ",
                        "!x ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ", ",
                        "'",
                        "\"",
                        "#",
                        "%YAML 1.2\n",
                        "---\n",
                        "...\n",
                        "\t",
                        "\u0000",
                        "\ud800",
                        "\uFEFF",
                        "<<: ",
                        "@",
                        "`",
                        "1e999",
                        "OnSuccess",
                        "Action",
                        "delete",
                        "\\x",
                        "~")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> brokenRoutes() {
        return broken(ROUTES);
    }

    /** Some pieces replaced by others of the kind that documents are made of. */
    private static Arbitrary<String> broken(String document) {
        Arbitrary<String> piece = Arbitraries.of(
                "",
                "null",
                "{}",
                "[]",
                "[null]",
                "1",
                "1e999",
                "true",
                "\"\"",
                "\"$\"",
                "\"*\"",
                "\"gs://\"",
                "\"\\ud800\"",
                "{\"a\":",
                "${env.",
                "${config.",
                "}",
                "]",
                ",",
                "$$",
                "\\",
                "\"",
                "(",
                "*",
                "/",
                "OnSuccess",
                "Request");
        Arbitrary<String[]> change = Combinators.combine(
                        Arbitraries.integers().between(0, document.length() - 1),
                        Arbitraries.integers().between(0, 12),
                        piece)
                .as((at, length, with) -> new String[] {Integer.toString(at), Integer.toString(length), with});
        Arbitrary<String> values = Combinators.combine(Arbitraries.integers().between(0, values(document) - 1), piece)
                .as((index, with) -> withValue(document, index, with));
        Arbitrary<String> texts = change.list().ofMinSize(1).ofMaxSize(3).map(changes -> {
            String text = document;
            for (String[] one : changes) {
                int at = Math.min(Integer.parseInt(one[0]), text.length());
                int end = Math.min(at + Integer.parseInt(one[1]), text.length());
                text = text.substring(0, at) + one[2] + text.substring(end);
            }
            return text;
        });
        return Arbitraries.oneOf(values, texts);
    }

    private static int values(String document) {
        return document.split(": ", -1).length - 1;
    }

    /** The document with the value of one key replaced, so that it mostly stays JSON. */
    private static String withValue(String document, int index, String value) {
        int at = 0;
        for (int i = 0; i <= index; i++) {
            at = document.indexOf(": ", at) + 2;
        }
        int end = at;
        int depth = 0;
        boolean inText = false;
        while (end < document.length()) {
            char c = document.charAt(end);
            if (c == '"' && document.charAt(end - 1) != '\\') {
                inText = !inText;
            } else if (!inText && (c == '{' || c == '[')) {
                depth++;
            } else if (!inText && (c == '}' || c == ']')) {
                depth--;
            }
            if (depth < 0 || (depth == 0 && !inText && c == ',')) {
                break;
            }
            end++;
        }
        return document.substring(0, at) + value + document.substring(end);
    }
}
