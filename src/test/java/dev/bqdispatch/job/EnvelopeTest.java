package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String AUDIT_ID =
            "projects/acme-data/logs/cloudaudit.googleapis.com%2Fdata_access26a2c32174da481773465139728013";

    @ParameterizedTest
    @CsvSource({
        "audit-log, query.a, " + AUDIT_ID,
        "older-audit-log, query.b, " + AUDIT_ID,
        "text, query.b, " + AUDIT_ID,
        "base64, query.a, " + AUDIT_ID,
        "pubsub, query.a, 14775877918276049",
        "resource, query.d, relay-5512"
    })
    void whatIsWithinIsReadAsIfItCameAlone(String envelope, String content, String id) {
        Decoded.Finished within = Fixtures.finished(Fixtures.bytes("envelope/" + envelope + ".e"));
        Decoded.Finished alone = Fixtures.finished(Fixtures.bytes(content));

        assertThat(within.job()).isEqualTo(alone.job());
        assertThat(within.resource().get()).isEqualTo(alone.resource().get());
        assertThat(within.format()).isEqualTo(EventFormat.E);
        assertThat(within.eventId()).isEqualTo(id);
    }

    @Test
    void aReferenceWithinIsOneWithTheIdOfTheEnvelope() {
        assertThat(Fixtures.referenced(Fixtures.bytes("envelope/reference.e")))
                .isEqualTo(new Decoded.Referenced(
                        new JobPointer("acme-data", "tokyo_daily_rollup_20260314", "asia-northeast1"),
                        EventFormat.E,
                        "relay-5513"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"query.a", "query.b", "query.d"})
    void attributesMakeABinaryOne(String content) {
        Map<String, String> attributes = Map.of(
                "ce-specversion", "1.0",
                "ce-id", "1234-1234-1234",
                "ce-type", "google.cloud.audit.log.v1.written",
                "ce-source", "//cloudaudit.googleapis.com/projects/acme-data/logs/data_access");

        Decoded.Finished within = (Decoded.Finished) Fixtures.decode(Fixtures.bytes(content), attributes);

        assertThat(within.job()).isEqualTo(Fixtures.job(content));
        assertThat(within.format()).isEqualTo(EventFormat.E);
        assertThat(within.eventId()).isEqualTo("1234-1234-1234");
        assertThat(within.resource().get())
                .isEqualTo(Fixtures.finished(Fixtures.bytes(content)).resource().get());
    }

    @Test
    void otherAttributesChangeNothing() {
        Map<String, String> attributes = Map.of("logging.googleapis.com/timestamp", "2026-03-14T05:12:19Z");

        Decoded.Finished alone = (Decoded.Finished) Fixtures.decode(Fixtures.bytes("query.a"), attributes);

        assertThat(alone.format()).isEqualTo(EventFormat.A);
        assertThat(alone.eventId()).isNull();
    }

    @Test
    void compressedDataIsInflated() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream output = new GZIPOutputStream(compressed)) {
            output.write(Fixtures.bytes("query.a"));
        }
        String data =
                Base64.getMimeEncoder().encodeToString(compressed.toByteArray()).replace("\r\n", "\\r\\n");

        Decoded decoded = Fixtures.decode("{\"specversion\": \"1.0\", \"data_base64\": \"" + data + "\"}");

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Finished.class,
                        finished -> assertThat(finished.job()).isEqualTo(Fixtures.job("query.a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\": \"1.0\", \"id\": \"1\"}",
                "{\"specversion\": \"1.0\", \"data\": null}",
                "{\"specversion\": \"1.0\", \"data\": [1]}",
                "{\"specversion\": \"1.0\", \"data\": \"hello\"}",
                "{\"specversion\": \"1.0\", \"data\": \"{}\"}",
                "{\"specversion\": \"1.0\", \"data_base64\": \"aGVsbG8=\"}",
                "{\"specversion\": \"1.0\", \"data\": {\"bucket\": \"b\", \"name\": \"o\"}}",
                "{\"specversion\": \"1.0\", \"data\": {\"message\": {\"data\": \"aGVsbG8=\"}}}",
                "{\"specversion\": \"1.0\", \"data\": {\"message\": \"no object\"}}"
            })
    void anEventOfSomethingElseIsIgnored(String text) {
        assertThat(Fixtures.decode(text)).isInstanceOf(Decoded.Ignored.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"specversion": "1.0", "data_base64": "%%%"}                          | $: data_base64 is no base64
            {"specversion": "1.0", "data_base64": 5}                              | $.data_base64: expected a string
            {"specversion": "1.0", "data": {"message": {"data": "?"}}}            | $.data.message: data is no base64
            {"specversion": "1.0", "data": {"protoPayload": []}}                  | $.data.protoPayload: expected an object
            {"specversion": "1.0", "data": "{\\"ProjectID\\": \\"p\\", \\"JobID\\": 1}"} | $.data.JobID: expected a string
            """)
    void aFaultWithinIsToldWithItsPlace(String text, String reason) {
        assertThat(Fixtures.invalid(text.getBytes(StandardCharsets.UTF_8))).startsWith(reason);
    }

    @Test
    void whatIsWithinBeyondALimitIsNotPassedOver() {
        String deep = "[".repeat(300) + "]".repeat(300);
        byte[] event = ("{\"specversion\": \"1.0\", \"data\": \"" + deep + "\"}").getBytes(StandardCharsets.UTF_8);

        assertThat(Fixtures.decode(event, Map.of()))
                .isInstanceOfSatisfying(
                        Decoded.Invalid.class,
                        invalid -> assertThat(invalid.reason()).startsWith("JSON beyond a limit"));
    }

    @Test
    void envelopesInEnvelopesComeToAnEnd() {
        String inner = "{\"ProjectID\": \"p\", \"JobID\": \"j\"}";
        String few = "{\"specversion\": \"1.0\", \"data\": ".repeat(4) + inner + "}".repeat(4);
        String many = "{\"specversion\": \"1.0\", \"data\": ".repeat(50) + inner + "}".repeat(50);

        assertThat(Fixtures.decode(few)).isInstanceOf(Decoded.Referenced.class);
        assertThat(Fixtures.invalid(many.getBytes(StandardCharsets.UTF_8)))
                .contains("an envelope in more than 4 others");
    }

    @Test
    void anIdIsNotKeptHoweverLong() {
        String text = "{\"specversion\": \"1.0\", \"id\": \"" + "x".repeat(100_000)
                + "\", \"data\": {\"ProjectID\": \"p\", \"JobID\": \"j\"}}";

        assertThat(Fixtures.referenced(text.getBytes(StandardCharsets.UTF_8)).eventId())
                .hasSize(1_024);
    }
}
