package dev.bqdispatch.job;

import static dev.bqdispatch.job.Fixtures.decode;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private static final String JOB = """
            {"kind": "bigquery#job", "jobReference": {"projectId": "acme-data", "jobId": "j1", "location": "EU"},
             "configuration": {"query": {"query": "%s"}}, "status": {"state": "DONE"}}""";

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{", "{\"a\":1", "{} {}", "{'a':1}", "nonsense", "[1,", "\u0000"})
    void whatIsNoJsonIsInvalid(String text) {
        assertThat(decode(text))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason()).startsWith("no JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "true", "\"text\"", "[]", "[{\"kind\": \"bigquery#job\"}]"})
    void jsonThatIsNoObjectIsIgnored(String text) {
        assertThat(decode(text)).isEqualTo(new Decoded.Ignored("JSON, but no object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\": \"storage#object\", \"name\": \"a\"}",
                "{\"jobReference\": {}}",
                "{\"kind\": \"bigquery#queryResponse\", \"jobReference\": {}, \"status\": {\"state\": \"DONE\"}}",
                "{\"protoPayload\": null}",
                "{\"protoPayload\": {\"metadata\": {\"jobDeletion\": {\"jobName\": \"projects/p/jobs/j\"}}}}",
                "{\"textPayload\": \"hello\", \"logName\": \"x\"}"
            })
    void jsonOfAnotherKindIsIgnored(String text) {
        assertThat(decode(text)).isInstanceOf(Decoded.Ignored.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"protoPayload\": \"text\"}",
                "{\"protoPayload\": {\"metadata\": []}}",
                "{\"protoPayload\": {\"serviceData\": 1}}"
            })
    void aLogEntryOfAWrongTypeIsInvalidAndSaysWhere(String text) {
        assertThat(decode(text))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .startsWith("$.protoPayload")
                                .contains("expected an object, found a value of type"));
    }

    @Test
    void textThatIsNotUtf8IsInvalid() {
        assertThat(decode(JOB.replace("%s", "Grüße").getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOf(Decoded.Invalid.class);
        assertThat(decode(JOB.getBytes(StandardCharsets.UTF_16BE))).isInstanceOf(Decoded.Invalid.class);
    }

    @Test
    void aByteOrderMarkDoesNoHarm() {
        assertThat(decode("\uFEFF" + JOB)).isInstanceOf(Decoded.Finished.class);
    }

    @Test
    void aCompressedMessageIsDecodedAsIfItWereNot() throws IOException {
        Decoded.Finished plain = (Decoded.Finished) decode(JOB);
        Decoded.Finished compressed = (Decoded.Finished) decode(gzip(JOB.getBytes(StandardCharsets.UTF_8)));
        assertThat(compressed.job()).isEqualTo(plain.job());
        assertThat(compressed.resource().get()).isEqualTo(plain.resource().get());
    }

    @Test
    void brokenCompressionIsInvalid() throws IOException {
        byte[] whole = gzip(JOB.getBytes(StandardCharsets.UTF_8));
        assertThat(decode(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason()).startsWith("broken gzip"));
    }

    @Test
    void aSmallMessageThatHoldsAHugeOneIsInvalid() throws IOException {
        assertThat(decode(gzip(new byte[30 << 20])))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason()).startsWith("gzip that holds more than"));
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(compressed)) {
            output.write(data);
        }
        return compressed.toByteArray();
    }

    @Test
    void deepNestingIsInvalidAndOverflowsNoStack() {
        assertThat(decode("{\"a\":".repeat(100_000))).isInstanceOf(Decoded.Invalid.class);
        assertThat(decode("[".repeat(201) + "]".repeat(201))).isInstanceOf(Decoded.Invalid.class);
        assertThat(decode("[".repeat(200) + "]".repeat(200))).isInstanceOf(Decoded.Ignored.class);
    }

    @Test
    void aMessageOfFiveMegabytesIsDecoded() {
        String sql = "x".repeat(5_000_000);
        assertThat(decode(JOB.replace("%s", sql)))
                .isInstanceOfSatisfying(
                        Decoded.Finished.class,
                        finished -> assertThat(finished.job().sql()).hasSize(5_000_000));
    }

    @Test
    void aMessageMadeToFillTheHeapIsInvalid() {
        assertThat(decode("{\"a\":[" + "[],".repeat(600_000) + "0]}")).isInstanceOf(Decoded.Invalid.class);
    }

    @Test
    void aReasonIsShortHoweverLongTheMessage() {
        String label = "k".repeat(40_000);
        String text = JOB.replace("\"query\": {", "\"labels\": {\"" + label + "\": 1}, \"query\": {");
        assertThat(decode(text))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason())
                                .hasSizeLessThan(400)
                                .startsWith("$.configuration.labels.kkk"));
    }

    @Test
    void theResourceIsMadeAnewAtEachCall() {
        Decoded.Finished finished = Fixtures.finished(Fixtures.bytes("load.d"));
        finished.resource().get().removeAll();
        assertThat(finished.resource().get()).isEqualTo(Fixtures.tree("load.d"));
    }

    @Test
    void jsonBeyondALimitSaysSoAndInventsNoPlace() {
        String tokens = "{\"a\":[" + "[],".repeat(600_000) + "0]}";
        String nesting = "[".repeat(201) + "]".repeat(201);
        for (String text : List.of(tokens, nesting)) {
            assertThat(Fixtures.invalid(text.getBytes(StandardCharsets.UTF_8)))
                    .startsWith("JSON beyond a limit: ")
                    .doesNotContain("line ", "StreamReadConstraints");
        }
    }
}
