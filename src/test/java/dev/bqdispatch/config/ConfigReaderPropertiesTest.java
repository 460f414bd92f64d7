package dev.bqdispatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands where the configuration should be is a value or problems, never an exception. */
class ConfigReaderPropertiesTest {
    private static final String JSON = "{\"JournalURL\": \"gs://bkt/j/\", \"ErrorURL\": \"gs://${config.B}/e\","
            + " \"DeferTaskURL\": \"gs://bkt/tasks/\", \"B\": \"${env.HOME}x\", \"Subscription\": \"jobs\","
            + " \"ProjectID\": \"acme\", \"RoutesURL\": \"gs://bkt/r\", \"MaxDepth\": 5, \"GiveUpAfter\": \"1h\","
            + " \"TaskEnv\": [\"A\"], \"Routes\": [{\"When\": {\"Type\": \"COPY\"}, \"OnSuccess\": []}]}";
    private static final String YAML = """
            JournalURL: gs://bkt/j/
            ErrorURL: gs://${config.B}/e
            DeferTaskURL: gs://bkt/tasks/
            B: ${env.HOME}x
            Subscription: jobs
            ProjectID: acme
            CheckInMs: 500
            TaskEnv: [A]
            Routes:
            - When: {Type: COPY}
              OnSuccess: []
            """;
    private static final String ROUTES = "- &r {Name: a, When: {Dest: x}, OnSuccess: []}\n- When: {Source: '(y'}\n";

    private static void assertReads(String text, String routes) {
        ConfigReader reader = new ConfigReader(new Environment(Map.of("HOME", "home")::get, Map.of()), Optional::empty);
        Document document = new Document("c", "1", text, null);
        reader.routesUrl(document);
        RouteSet set = new RouteSet(
                new ObjectUrl("bkt", "r/"),
                List.of(),
                List.of(new Document("r", "1", routes, null)),
                List.of(),
                List.of());
        Parsed<Configuration> read = reader.read(new Bundle(document, Optional.of(set)));
        if (read instanceof Parsed.Bad<Configuration>) {
            assertThat(read.problems())
                    .isNotEmpty()
                    .noneMatch(problem -> problem.message().contains("\n"));
        }
    }

    @Property(tries = 300)
    void arbitraryTextIsReadOrRefused(@ForAll String text, @ForAll String routes) {
        assertReads(text, routes);
    }

    @Property(tries = 1500)
    void aBrokenConfigurationIsReadOrRefused(@ForAll("broken") String text, @ForAll("brokenRoutes") String routes) {
        assertReads(text, routes);
    }

    @Provide
    Arbitrary<String> broken() {
        return Arbitraries.oneOf(changed(JSON), changed(YAML));
    }

    @Provide
    Arbitrary<String> brokenRoutes() {
        return changed(ROUTES);
    }

    private static Arbitrary<String> changed(String text) {
        Arbitrary<String> piece = Arbitraries.of(
                "",
                "null",
                "{}",
                "[]",
                "1e999",
                "-",
                "\"",
                "'",
                "${config.",
                "${config.B}",
                "${env.X}",
                "}",
                "]",
                ",",
                ":",
                "\n",
                " ",
                "&a ",
                "*a",
                "$$",
                "(",
                "gs://",
                "\ud800",
                "Routes",
                "\t",
                "#");
        return Combinators.combine(
                        Arbitraries.integers().between(0, text.length() - 1),
                        Arbitraries.integers().between(0, 12),
                        piece)
                .as((at, length, with) ->
                        text.substring(0, at) + with + text.substring(Math.min(text.length(), at + length)));
    }
}
