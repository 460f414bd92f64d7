package dev.bqdispatch.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left out of a document changes nothing. */
class OutlinedDecodingTest {
    private static final List<String> FIXTURES = fixtures().toList();
    private static final List<String> KEYS = keys();

    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "-1.5e3",
            "12345678901234567890",
            "\"\"",
            "\"DONE\"",
            "\"true\"",
            "\"QUERY\"",
            "\"projects/p/jobs/j\"",
            "\"projects/p/datasets/d/tables/t\"",
            "\"2026-03-01T12:00:00Z\"",
            "\"bigquery#job\"",
            "\"p\"",
            "\"{}\"",
            "\"\\u00e9\\n\\\"\"",
            "tru",
            "\"\\x\"",
            "01");

    static Stream<String> fixtures() {
        Stream<String> jobs = Fixtures.JOBS.stream().flatMap(job -> Stream.of(job + ".a", job + ".b", job + ".d"));
        return Stream.of(jobs, Fixtures.REFERENCES.stream(), Fixtures.ENVELOPES.stream(), Fixtures.CUT.stream())
                .flatMap(names -> names);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void ofEveryFixture(String name) {
        assertThat(WholeDecoder.difference(Fixtures.bytes(name), Map.of())).isEmpty();
    }

    /** Documents of the keys that the fixtures have, in any place, some twice, some of them not quite JSON. */
    @Property(tries = 5_000)
    void ofAnyDocument(@ForAll long seed) {
        byte[] document = object(new Random(seed), 0).getBytes(UTF_8);
        assertThat(WholeDecoder.difference(document, Map.of())).isEmpty();
    }

    @Property(tries = 2_000)
    void ofAFixtureWithDamagedBytes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int damages) {
        Random random = new Random(seed);
        byte[] data = Fixtures.bytes(FIXTURES.get(random.nextInt(FIXTURES.size())));
        for (int i = 0; i < damages; i++) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        assertThat(WholeDecoder.difference(data, Map.of())).isEmpty();
    }

    /** A value that nobody looks at, at the end of a document that is a job. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":}",
                "[1,]",
                "\"\\q\"",
                "\"\n\"",
                "\"\u0001\"",
                "nul",
                "01",
                "1.",
                "-",
                "\"open",
                "{\"a\":1",
                "[",
                "]",
                "}",
                "1} {",
                "1}]",
                "{\"a\":1,}",
                "NaN",
                "+1",
                "'x'",
                "1e",
                "\"\\ud8\""
            })
    void whatIsLeftOutIsJsonAllTheSame(String value) {
        String text = new String(Fixtures.bytes("query.d"), UTF_8).strip();
        String open = text.substring(0, text.length() - 1);
        assertThat(Fixtures.decode(open + ", \"etag2\": 1}")).isInstanceOf(Decoded.Finished.class);

        assertThat(Fixtures.invalid((open + ", \"etag2\": " + value + "}").getBytes(UTF_8)))
                .startsWith("no JSON");
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void whatIsLeftOutIsWithinTheLimitsAllTheSame(String value) {
        String text = new String(Fixtures.bytes("query.d"), UTF_8).strip();
        String document = text.substring(0, text.length() - 1) + ", \"etag2\": " + value + "}";

        assertThat(Fixtures.invalid(document.getBytes(UTF_8))).startsWith("JSON beyond a limit");
    }

    static Stream<String> tooMuch() {
        return Stream.of(
                "[".repeat(300) + "]".repeat(300),
                "{\"a\":".repeat(300) + "1" + "}".repeat(300),
                "[1" + ",1".repeat(1_000_000) + "]",
                "1".repeat(2_000),
                "{\"" + "k".repeat(60_000) + "\": 1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c3(", "\u00ff", "\u00e2\u0082", "\u00f0(\u008c\u00bc"})
    void whatIsLeftOutIsUtf8AllTheSame(String bytes) {
        String text = new String(Fixtures.bytes("query.d"), ISO_8859_1).strip();
        String document = text.substring(0, text.length() - 1) + ", \"etag2\": \"" + bytes + "\"}";

        assertThat(Fixtures.invalid(document.getBytes(ISO_8859_1))).startsWith("no JSON");
    }

    private static String object(Random random, int depth) {
        StringBuilder object = new StringBuilder("{");
        for (int i = random.nextInt(depth == 0 ? 12 : 5); i > 0; i--) {
            object.append('"').append(KEYS.get(random.nextInt(KEYS.size()))).append("\": ");
            object.append(value(random, depth + 1)).append(i > 1 ? ", " : "");
        }
        return object.append(random.nextInt(500) == 0 ? "" : "}").toString();
    }

    private static String value(Random random, int depth) {
        int kind = depth > 8 ? 0 : random.nextInt(10);
        if (kind < 3) {
            return SCALARS.get(random.nextInt(random.nextInt(50) == 0 ? SCALARS.size() : SCALARS.size() - 3));
        }
        return kind == 3 ? "[" + value(random, depth + 1) + "]" : object(random, depth);
    }

    private static List<String> keys() {
        Set<String> keys = new TreeSet<>(
                List.of("data", "message", "specversion", "projectid", "JOBID", "location", "eventid", "else"));
        FIXTURES.forEach(name -> collect(Fixtures.tree(name), keys));
        return List.copyOf(keys);
    }

    private static void collect(JsonNode node, Set<String> keys) {
        node.fieldNames().forEachRemaining(keys::add);
        node.forEach(child -> collect(child, keys));
    }
}
