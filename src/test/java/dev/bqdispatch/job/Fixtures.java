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

    static Decoded decode(String text) {
        return decode(text.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded.Finished finished(byte[] data) {
        Decoded decoded = decode(data);
        assertThat(decoded).isInstanceOf(Decoded.Finished.class);
        return (Decoded.Finished) decoded;
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
