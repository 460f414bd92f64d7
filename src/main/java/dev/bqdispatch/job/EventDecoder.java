package dev.bqdispatch.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads a finished BigQuery job from a message. The format is recognised from the content: a topic may carry several,
 * and its name promises nothing. Safe for use by several threads.
 *
 * @see EventFormat
 */
public final class EventDecoder {
    /** A {@code Job} resource with its query plan is some 15 deep; a deeper document is made to overflow a stack. */
    private static final int MAX_NESTING = 200;

    /** Each token becomes an object of its own: ten megabytes of {@code [],} would take a heap with them. */
    private static final int MAX_TOKENS = 1_000_000;

    private static final int MAX_REASON = 300;

    private final List<JobFormat> formats = List.of(new AuditMetadataFormat(), new AuditDataFormat(), new RestFormat());
    private final ObjectReader json;

    public EventDecoder() {
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
     * Reads one message, compressed with gzip or not. Never throws, whatever it holds: a message that can't be read must
     * not come back for ever.
     *
     * @param data kept by a finished job's resource, which is parsed again when asked for, so that an event that
     *     nothing waits for carries no tree; not to be changed afterwards
     */
    public Decoded decode(byte[] data) {
        try {
            return recognise(Gzip.isCompressed(data) ? Gzip.inflate(data) : data);
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            return invalid("no JSON, line " + line + " column " + column + ": " + e.getOriginalMessage());
        } catch (IOException | WrongShape e) {
            return invalid(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return invalid("fault of the decoder: " + e);
        }
    }

    private Decoded recognise(byte[] data) throws IOException {
        JsonNode document = parse(data);
        if (document.isMissingNode()) {
            return new Decoded.Invalid("no JSON: the message is empty");
        }
        if (!document.isObject()) {
            return new Decoded.Ignored("JSON, but no object");
        }
        JsonAt root = JsonAt.root(document);
        for (JobFormat format : formats) {
            if (format.recognises(root)) {
                return read(format, root, data);
            }
        }
        return new Decoded.Ignored(whatElse(root));
    }

    private Decoded read(JobFormat format, JsonAt root, byte[] data) {
        Optional<String> unfinished = format.unfinished(root);
        if (unfinished.isPresent()) {
            return new Decoded.Ignored(unfinished.get());
        }
        CompletedJob job = format.read(root);
        return new Decoded.Finished(job, format.name(), () -> resource(format, job, data));
    }

    private ObjectNode resource(JobFormat format, CompletedJob job, byte[] data) {
        try {
            return format.resource(job, JsonAt.root(parse(data)));
        } catch (IOException e) {
            throw new UncheckedIOException("the message was read before, and has been changed since", e);
        }
    }

    /** A byte order mark, which Windows editors put before what is then sent by hand, is passed over. */
    private JsonNode parse(byte[] data) throws IOException {
        boolean marked = data.length >= 3 && data[0] == (byte) 0xEF && data[1] == (byte) 0xBB && data[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        return json.readTree(data, start, data.length - start);
    }

    private static String whatElse(JsonAt root) {
        if (root.has("protoPayload")) {
            return "a log entry, but not of a finished job";
        }
        return "JSON, but neither a log entry nor a job";
    }

    private static Decoded invalid(String reason) {
        return new Decoded.Invalid(reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON) + "…");
    }
}
