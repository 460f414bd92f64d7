package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The messages under {@code src/test/resources/events}, whole or with one thing changed. */
final class Fixtures {
    /** Jobs that are told as {@code NAME.a}, {@code NAME.b} and {@code NAME.d}. */
    static final List<String> JOBS = List.of(
            "query",
            "query-failed",
            "load",
            "load-failed",
            "extract",
            "extract-failed",
            "copy",
            "copy-failed",
            "script-child",
            "anonymous",
            "tokyo",
            "domain-scoped");

    static final List<String> REFERENCES = List.of(
            "reference/plain.c",
            "reference/located.c",
            "reference/background.c",
            "reference/background-string.c",
            "reference/background-flat.c");

    static final List<String> ENVELOPES = List.of(
            "envelope/audit-log.e",
            "envelope/older-audit-log.e",
            "envelope/text.e",
            "envelope/base64.e",
            "envelope/pubsub.e",
            "envelope/resource.e",
            "envelope/reference.e");

    static final List<String> CUT = List.of(
            "cut/sql.a",
            "cut/source-uris.a",
            "cut/no-source-uris.a",
            "cut/destination-uris.a",
            "cut/source-tables.a",
            "cut/no-metadata.a",
            "cut/empty-metadata-failed.a",
            "cut/bare-metadata.a",
            "cut/no-metadata-insertion.a",
            "cut/piece-0.a",
            "cut/piece-1.a",
            "cut/older-piece-0.b",
            "cut/older-piece-1.b");

    /** Where the job is in format A, B and D. */
    static final String A_JOB = "/protoPayload/metadata/jobChange/job";

    static final String B_JOB = "/protoPayload/serviceData/jobCompletedEvent/job";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventDecoder DECODER = new EventDecoder();

    private Fixtures() {}

    static byte[] bytes(String name) {
        String path = "/events/" + name + ".json";
        try (InputStream stream = Objects.requireNonNull(Fixtures.class.getResourceAsStream(path), path)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(String name) {
        try {
            return JSON.readTree(bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fixture with the object at {@code pointer} changed. */
    static byte[] with(String name, String pointer, Consumer<ObjectNode> change) {
        JsonNode tree = tree(name);
        change.accept((ObjectNode) tree.at(pointer));
        return bytes(tree);
    }

    static Decoded decode(byte[] data) {
        return DECODER.decode(data);
    }

    static Decoded decode(byte[] data, Map<String, String> attributes) {
        return DECODER.decode(data, attributes);
    }

    static Decoded decode(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded.Finished finished(byte[] data) {
        Decoded decoded = decode(data);
        assertThat(decoded).isInstanceOf(Decoded.Finished.class);
        return (Decoded.Finished) decoded;
    }

    static Decoded.Referenced referenced(byte[] data) {
        Decoded decoded = decode(data);
        assertThat(decoded).isInstanceOf(Decoded.Referenced.class);
        return (Decoded.Referenced) decoded;
    }

    static CompletedJob job(byte[] data) {
        return finished(data).job();
    }

    static CompletedJob job(String name) {
        return job(bytes(name));
    }

    static String ignored(byte[] data) {
        Decoded decoded = decode(data);
        assertThat(decoded).isInstanceOf(Decoded.Ignored.class);
        return ((Decoded.Ignored) decoded).why();
    }

    static String invalid(byte[] data) {
        Decoded decoded = decode(data);
        assertThat(decoded).isInstanceOf(Decoded.Invalid.class);
        return ((Decoded.Invalid) decoded).reason();
    }
}
