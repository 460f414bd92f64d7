package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is read in proportion to its size, or is refused early. */
class EventDecoderCostTest {
    private static final int MEGABYTE = 1_000_000;

    /** What somebody could think of to keep a decoder busy. */
    private enum Hostile {
        DEEP_ARRAYS("{\"a\":", "[", "1}"),
        DEEP_OBJECTS("", "{\"a\":", "1"),
        EMPTY_ARRAYS("{\"a\":[[]", ",[]", "]}"),
        ONE_LONG_STRING("{\"a\":\"", "x", "\"}"),
        ONE_LONG_ESCAPED_STRING("{\"a\":\"", "\\u00e9\\n", "\"}"),
        LONE_SURROGATES("{\"a\":\"", "\\ud800", "\"}"),
        THE_SAME_KEY("{\"a\":1", ",\"a\":1", "}"),
        THE_SAME_KEY_WHERE_THE_JOB_IS("{\"protoPayload\":{}", ",\"protoPayload\":{}", "}"),
        ONE_LONG_NUMBER("{\"a\":", "9", "}"),
        MANY_HUGE_NUMBERS("{\"a\":[0", ",1e999999999", "]}"),
        MANY_LONG_NUMBERS("{\"a\":[0", "," + "7".repeat(900), "]}"),
        A_LONG_STATEMENT(
                "{\"jobReference\":{\"projectId\":\"p\",\"location\":\"US\",\"jobId\":\"j\"},\"status\":{\"state\":\"DONE\"},"
                        + "\"configuration\":{\"query\":{\"query\":\"",
                "\\r\\n",
                "\"}}}"),
        MANY_URIS(
                "{\"jobReference\":{\"projectId\":\"p\",\"location\":\"US\",\"jobId\":\"j\"},\"status\":{\"state\":\"DONE\"},"
                        + "\"configuration\":{\"load\":{\"destinationTable\":{\"projectId\":\"p\",\"datasetId\":\"d\",\"tableId\":\"t\"},"
                        + "\"sourceUris\":[\"gs://b/0\"",
                ",\"gs://b/1\"",
                "]}}}"),
        BLANKS("{", " \n", "}"),
        BAD_UTF8("{\"a\":\"", "\u0000", "\"}");

        private final String before;
        private final String again;
        private final String after;

        Hostile(String before, String again, String after) {
            this.before = before;
            this.again = again;
            this.after = after;
        }

        byte[] message(int size) {
            byte[] message = (before + again.repeat(size / again.length()) + after).getBytes(StandardCharsets.UTF_8);
            if (this == BAD_UTF8) {
                for (int i = before.length(); i < message.length - after.length(); i++) {
                    message[i] = (byte) 0xC3;
                }
            }
            return message;
        }
    }

    @ParameterizedTest
    @EnumSource
    void twiceTheSizeTakesAtMostThriceTheMemory(Hostile kind) {
        byte[] one = kind.message(MEGABYTE);
        byte[] two = kind.message(2 * MEGABYTE);
        // The first reading of a kind also loads classes.
        Fixtures.decode(two);

        assertThat(allocatedBy(two)).isLessThan(3 * allocatedBy(one) + MEGABYTE);
    }

    @ParameterizedTest
    @EnumSource
    void fiveMegabytesAreAnsweredWithoutAFault(Hostile kind) {
        Decoded decoded = Fixtures.decode(kind.message(5 * MEGABYTE));

        if (decoded instanceof Decoded.Invalid invalid) {
            assertThat(invalid.reason()).isNotEmpty().doesNotContain("fault of the decoder");
            assertThat(invalid.reason().length()).isLessThanOrEqualTo(301);
        }
    }

    @Test
    void aBombIsRefusedBeforeItFillsTheHeap() {
        byte[] bomb = gzip(200 * MEGABYTE);

        long allocated = allocatedBy(bomb);

        assertThat(bomb.length).isLessThan(MEGABYTE);
        assertThat(allocated).isLessThan(100L * MEGABYTE);
        assertThat(Fixtures.decode(bomb))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains("gzip").contains("20971520 bytes"));
    }

    /** Some 11,000; a tree of all of it takes 4,000 more, and twice as much with times and names read by patterns. */
    @ParameterizedTest
    @ValueSource(strings = {"query.a", "query.b"})
    void anEntryOfThreeKilobytesTakesLittle(String fixture) {
        assertThat(allocatedByEach(Fixtures.bytes(fixture))).isLessThan(14_000);
    }

    @Test
    void whatNobodyLooksAtTakesNoMemory() {
        byte[] small = Fixtures.bytes("query.a");
        byte[] large = Fixtures.with("query.a", Fixtures.A_JOB + "/jobStats/queryStats", stats -> {
            ArrayNode tables = stats.putArray("referencedTables");
            for (int i = 0; i < 2_000; i++) {
                tables.add("projects/acme-data/datasets/raw/tables/orders_" + i);
            }
        });
        assertThat(large.length).isGreaterThan(100_000);

        assertThat(allocatedByEach(large)).isLessThan(allocatedByEach(small) + 1_000);
    }

    /** Whatever is taken apart, by a pattern or otherwise: a table's name, a time, an address. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "1", "-", ".", ":", "/", "projects/p/", "2026-03-01T", "--0", "\u00e9"})
    void noTextOfAJobIsTooLongForIt(String part) {
        String text = part.repeat(100_000 / part.length());
        for (String fixture : List.of("load.a", "query.a", "query.b", "load.b", "query.d")) {
            JsonNode tree = Fixtures.tree(fixture);
            for (JsonPointer place : texts(tree)) {
                ObjectNode changed = tree.deepCopy();
                replace(changed, place, text);
                byte[] message = Fixtures.bytes(changed);

                long allocated = allocatedBy(message);

                assertThat(allocated).as("%s %s", fixture, place).isLessThan(60L * message.length);
                if (Fixtures.decode(message) instanceof Decoded.Invalid invalid) {
                    assertThat(invalid.reason()).doesNotContain("fault of the decoder");
                }
            }
        }
    }

    private static List<JsonPointer> texts(JsonNode tree) {
        List<JsonPointer> places = new ArrayList<>();
        collect(tree, JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (node.isTextual()) {
            places.add(at);
        } else if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> collect(node.get(name), at.appendProperty(name), places));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), at.appendIndex(i), places);
            }
        }
    }

    private static void replace(JsonNode tree, JsonPointer place, String text) {
        JsonNode parent = tree.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.put(place.last().getMatchingProperty(), text);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), text);
        }
    }

    private static long allocatedBy(byte[] message) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Fixtures.decode(message);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Once all that is made only once is made. */
    private static long allocatedByEach(byte[] message) {
        int times = 500;
        long last = 0;
        for (int round = 0; round < 4; round++) {
            last = 0;
            for (int i = 0; i < times; i++) {
                last += allocatedBy(message);
            }
        }
        return last / times;
    }

    private static byte[] gzip(int blanks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] chunk = new byte[MEGABYTE];
        Arrays.fill(chunk, (byte) ' ');
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < blanks / MEGABYTE; i++) {
                zip.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
