package dev.bqdispatch.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a finished BigQuery job from a message. The format is recognised from the content: a topic may carry several,
 * and its name promises nothing. Safe for use by several threads.
 *
 * @see EventFormat
 */
public final class EventDecoder {
    private static final int MAX_REASON = 300;

    private static final Pattern PARSERS_NAME = Pattern.compile(", from `[^`]*`");

    private static final List<JobFormat> FORMATS =
            List.of(new CutEntryFormat(), new AuditMetadataFormat(), new AuditDataFormat(), new RestFormat());
    private static final JsonReader WHOLE = new JsonReader(Outline.WHOLE);

    private final JsonReader json;
    private final Envelope envelope;

    public EventDecoder() {
        this(outline());
    }

    /** One that reads so much of a message. */
    EventDecoder(Outline outline) {
        json = new JsonReader(outline);
        envelope = new Envelope(json);
    }

    /** All that anybody looks at of a message, in whichever format it is. */
    private static Outline outline() {
        return FORMATS.stream()
                .map(JobFormat::outline)
                .reduce(Envelope.OUTLINE.and(ReferenceFormat.OUTLINE), Outline::and)
                .withAnother("data");
    }

    /** Reads a message without attributes, see {@link #decode(byte[], Map)}. */
    public Decoded decode(byte[] data) {
        return decode(data, Map.of());
    }

    /**
     * Reads one message, compressed with gzip or not. Never throws, whatever it holds: a message that can't be read must
     * not come back for ever.
     *
     * @param data kept by a finished job's resource, which is parsed again when asked for, so that an event that
     *     nothing waits for carries no tree; not to be changed afterwards
     * @param attributes the message's, of which those of a binary CloudEvent count
     */
    public Decoded decode(byte[] data, Map<String, String> attributes) {
        try {
            return recognise(data, attributes);
        } catch (StreamConstraintsException e) {
            // Where it is thrown says little of where the document is too large, and names a setting of the parser's.
            return invalid("JSON beyond a limit: "
                    + PARSERS_NAME.matcher(e.getOriginalMessage()).replaceAll(""));
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

    /** How many bytes are read of a message: where it is compressed, as many as it says that it holds. */
    public static int size(byte[] data) {
        return Gzip.isCompressed(data) ? Gzip.size(data) : data.length;
    }

    private Decoded recognise(byte[] data, Map<String, String> attributes) throws IOException {
        JsonNode document = json.read(data);
        if (document.isMissingNode()) {
            return new Decoded.Invalid("no JSON: the message is empty");
        }
        if (!document.isObject()) {
            return new Decoded.Ignored("JSON, but no object");
        }
        Envelope.Content content = envelope.open(JsonAt.root(document), attributes);
        JsonAt root = content.document();
        if (!root.node().isObject()) {
            return new Decoded.Ignored("a CloudEvent without a JSON object in it");
        }
        for (JobFormat format : FORMATS) {
            if (format.recognises(root)) {
                return read(format, content, data);
            }
        }
        return ReferenceFormat.read(root)
                .<Decoded>map(found -> referenced(found, content))
                .orElseGet(() -> new Decoded.Ignored(whatElse(root)));
    }

    private static Decoded read(JobFormat format, Envelope.Content content, byte[] data) {
        Optional<String> unfinished = format.unfinished(content.document());
        if (unfinished.isPresent()) {
            return new Decoded.Ignored(unfinished.get());
        }
        CompletedJob job = format.read(content.document());
        EventFormat name = content.wrapped() ? EventFormat.E : format.name();
        return new Decoded.Finished(job, name, content.id(), () -> resource(format, job, data));
    }

    private static Decoded.Referenced referenced(Decoded.Referenced found, Envelope.Content content) {
        String id = content.id();
        return content.wrapped()
                ? new Decoded.Referenced(found.pointer(), EventFormat.E, id == null ? found.eventId() : id)
                : found;
    }

    private static ObjectNode resource(JobFormat format, CompletedJob job, byte[] data) {
        try {
            JsonAt root = JsonAt.root(WHOLE.read(data));
            return format.resource(job, new Envelope(WHOLE).open(root, Map.of()).document());
        } catch (IOException e) {
            throw new UncheckedIOException("the message was read before, and has been changed since", e);
        }
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
