package dev.bqdispatch.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;

/** Reads JSON documents of unknown origin, compressed with gzip or not. Safe for use by several threads. */
final class JsonReader {
    /** A {@code Job} resource with its query plan is some 15 deep; a deeper document is made to overflow a stack. */
    private static final int MAX_NESTING = 200;

    /** Each token becomes an object of its own: ten megabytes of {@code [],} would take a heap with them. */
    private static final int MAX_TOKENS = 1_000_000;

    private final ObjectReader json;

    JsonReader() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                // JSON between systems is UTF-8; and names come from outside, so none is kept for the JVM's life.
                .disable(JsonFactory.Feature.CHARSET_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        json = new ObjectMapper(factory).reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Reads a document; the missing node if there is none. Of a key that is there twice the last counts.
     *
     * @throws com.fasterxml.jackson.core.JsonProcessingException if it is no JSON
     */
    JsonNode read(byte[] data) throws IOException {
        return parse(Gzip.isCompressed(data) ? Gzip.inflate(data) : data);
    }

    /** A byte order mark, which Windows editors put before what is then sent by hand, is passed over. */
    private JsonNode parse(byte[] data) throws IOException {
        boolean marked = data.length >= 3 && data[0] == (byte) 0xEF && data[1] == (byte) 0xBB && data[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        return json.readTree(data, start, data.length - start);
    }
}
