package dev.bqdispatch.rule;

import static dev.bqdispatch.rule.Documents.good;
import static dev.bqdispatch.rule.Documents.ordered;
import static dev.bqdispatch.rule.Documents.problems;
import static dev.bqdispatch.rule.Documents.taskOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushRequestTest {
    private static Request.Push push(String request) {
        return (Request.Push) good(ordered("{'Action': 'push', 'Request': {" + request + "}}"));
    }

    private static java.util.List<String> refused(String request) {
        return problems(taskOf("{'Action': 'push', 'Request': {" + request + "}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Topic': 'done'|projects/home/topics/done",
                "'Topic': 'done', 'ProjectID': 'other'|projects/other/topics/done",
                "'Topic': 'done-$JobID'|projects/home/topics/done-load",
                "'Topic': 'projects/p/topics/done', 'ProjectID': 'other'|projects/p/topics/done",
            })
    void aTopicWithoutAProjectIsInThatOfTheAction(String request, String topic) {
        assertThat(push(request + ", 'Message': 'x'").topic()).isEqualTo(topic);
    }

    @Test
    void aTextIsSentAsItIsAndAnObjectAsJson() {
        assertThat(push("'Topic': 'done', 'Message': 'job $JobID'").data()).isEqualTo(new Payload("job load", false));
        assertThat(push("'Topic': 'done', 'Message': {'a': '$JobID'}").data().text())
                .isEqualTo("{\"a\":\"load\"}");
        assertThat(push("'Topic': 'done', 'Data': {'URLs': '$URLs', 'list': ['$LoadURIs']}")
                        .data()
                        .text())
                .isEqualTo(
                        "{\"URLs\":\"gs://inp/a.csv,gs://inp/b.csv\",\"list\":[\"gs://inp/a.csv\",\"gs://inp/b.csv\"]}");
    }

    @Test
    void attributesAreTextsUnderTheUsersOwnKeys() {
        assertThat(push("'Topic': 'done', 'Message': 'x', 'Attributes': {'Job': '$JobID', 'job': 1, 'ok': true}")
                        .attributes())
                .isEqualTo(Map.of("Job", "load", "job", "1", "ok", "true"));
    }

    @Test
    void attributesAloneAreAMessage() {
        assertThat(push("'Topic': 'done', 'Attributes': {'a': 'b'}").data().isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Message': 'x'|Topic: is missing; expected projects/P/topics/T, or T in ProjectID",
                "'Topic': 'a/b', 'Message': 'x'|Topic: 'a/b' is not right; expected projects/P/topics/T, or T in ProjectID",
                "'Topic': 'googly', 'Message': 'x'|Topic: 'googly' is not right",
                "'Topic': 'done'|Message: is missing; expected a text here, or an object in Data",
                "'Topic': 'done', 'Message': 'x', 'Data': 'y'|Message: stands beside Data; give one of the two",
                "'Topic': 'done', 'Message': 'x', 'Attributes': 'y'|Attributes: expected an object of names and texts",
                "'Topic': 'done', 'Message': 'x', 'Attributes': {'a': []}|Attributes.a: expected a text",
                "'Topic': 'done', 'Message': 'x', 'Attributes': {'googa': 'b'}|Attributes.googa: is no key of an attribute",
            })
    void aFaultIsNamedWithItsPath(String request, String problem) {
        assertThat(refused(request)).singleElement().asString().startsWith("$.OnSuccess[0].Request." + problem);
    }

    @Test
    void whatIsMoreThanPubSubTakesIsRefused() {
        String many = IntStream.range(0, 100).mapToObj(i -> "'a" + i + "': 'x'").collect(Collectors.joining(","));

        assertThat(refused("'Topic': 'done', 'Message': 'x', 'Attributes': {'" + "k".repeat(257) + "': 'x'}"))
                .singleElement()
                .asString()
                .contains("Pub/Sub takes 1 to 256 bytes");
        assertThat(refused("'Topic': 'done', 'Message': 'x', 'Attributes': {'a': '" + "\u00e9".repeat(513) + "'}"))
                .containsExactly("$.OnSuccess[0].Request.Attributes.a: is 1026 bytes long; Pub/Sub takes at most 1024");
        assertThat(refused("'Topic': 'done', 'Message': 'x', 'Attributes': {" + many + "}"))
                .singleElement()
                .asString()
                .contains("has 100 attributes; Pub/Sub takes at most 100, and idempotency_key is one of them");
        assertThat(refused("'Topic': 'done', 'Message': 'x', 'Attributes': {"
                        + many.replace("'a0'", "'idempotency_key'") + "}"))
                .isEmpty();
    }

    @Test
    void aMessageOverTenMegabytesIsRefused() {
        Action action = Documents.action("{'Action': 'push', 'Request': {'Topic': 'done', 'Message': '$g'}}");
        Action filled = Documents.filling(Map.of("g", "x".repeat(10_000_001))).fill(action);

        assertThat(problems(RequestReader.read(filled, "home", Documents.ENV)))
                .containsExactly("$.Request.Message: is 10000001 bytes long; Pub/Sub takes at most 10000000");
    }
}
