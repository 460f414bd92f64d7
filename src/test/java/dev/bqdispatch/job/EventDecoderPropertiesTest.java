package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes, decoding answers, and never with a fault of its own. */
class EventDecoderPropertiesTest {
    private static final List<JsonNode> ODD_VALUES = oddValues();

    @Provide
    Arbitrary<String> fixtures() {
        Stream<String> jobs =
                Fixtures.JOBS.stream().flatMap(job -> List.of(job + ".a", job + ".b", job + ".d").stream());
        return Arbitraries.of(
                Stream.of(jobs, Fixtures.REFERENCES.stream(), Fixtures.ENVELOPES.stream(), Fixtures.CUT.stream())
                        .flatMap(names -> names)
                        .toList());
    }

    @Property(tries = 500)
    void answersToRandomBytes(@ForAll byte[] data) {
        assertAnswers(data);
    }

    @Property(tries = 500)
    void answersToAFixtureWithDamagedBytes(
            @ForAll("fixtures") String name, @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int damages) {
        byte[] data = Fixtures.bytes(name);
        Random random = new Random(seed);
        for (int i = 0; i < damages; i++) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        assertAnswers(data);
    }

    @Property(tries = 200)
    void neverTakesACutMessageForAJob(@ForAll("fixtures") String name, @ForAll @IntRange(max = 1_000) int permille) {
        byte[] whole = Fixtures.bytes(name);
        // The last two bytes are the closing brace and a line feed.
        int length = (int) ((whole.length - 2) * (long) permille / 1_000);
        assertThat(Fixtures.decode(Arrays.copyOf(whole, length))).isInstanceOf(Decoded.Invalid.class);
    }

    @Property(tries = 2_000)
    void answersToAFixtureWithOddValues(
            @ForAll("fixtures") String name, @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
        JsonNode tree = Fixtures.tree(name);
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            replaceOne(tree, random);
        }
        assertAnswers(Fixtures.bytes(tree));
    }

    private static void assertAnswers(byte[] data) {
        Decoded decoded = Fixtures.decode(data);
        if (decoded instanceof Decoded.Finished finished) {
            if (finished.job().lacks(Gap.EVERYTHING)) {
                // The journal never writes one of which nothing is known, since it is looked up before.
                assertThat(finished.resource().get().path("id").asText())
                        .isEqualTo(finished.job().ref().toString());
                return;
            }
            // What the journal will write must be there too, and be the same job.
            Decoded again = Fixtures.decode(
                    Fixtures.bytes((JsonNode) finished.resource().get()));
            assertThat(again)
                    .isInstanceOfSatisfying(
                            Decoded.Finished.class,
                            read -> assertThat(read.job().ref())
                                    .isEqualTo(finished.job().ref()));
        } else if (decoded instanceof Decoded.Referenced referenced) {
            assertThat(referenced.pointer().in("EU").jobId()).isNotEmpty();
        } else if (decoded instanceof Decoded.Invalid invalid) {
            assertThat(invalid.reason()).isNotEmpty().doesNotStartWith("fault of the decoder");
        }
    }

    private static void replaceOne(JsonNode tree, Random random) {
        List<JsonNode> parents = new ArrayList<>();
        collect(tree, parents);
        if (parents.isEmpty()) {
            return;
        }
        JsonNode parent = parents.get(random.nextInt(parents.size()));
        JsonNode value = ODD_VALUES.get(random.nextInt(ODD_VALUES.size())).deepCopy();
        int index = random.nextInt(parent.size());
        if (parent instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            object.set(names.get(index), value);
        } else if (parent instanceof ArrayNode array) {
            array.set(index, value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (node.isContainerNode() && !node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }

    private static List<JsonNode> oddValues() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return List.of(
                json.nullNode(),
                json.textNode(""),
                json.textNode("DONE"),
                json.textNode("\ud800 \u0000 \n"),
                json.textNode("-9223372036854775809"),
                json.numberNode(1e300),
                json.numberNode(-1),
                json.numberNode(Long.MAX_VALUE),
                json.booleanNode(true),
                json.objectNode(),
                json.arrayNode(),
                json.arrayNode().add(1).addNull().add("x"),
                json.objectNode().put("query", "x").putNull("load"));
    }
}
