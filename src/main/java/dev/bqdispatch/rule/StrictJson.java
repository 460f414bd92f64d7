package dev.bqdispatch.rule;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads documents as JSON that leaves no doubt: one value, no key twice, bounded length and nesting. */
public final class StrictJson {
    /**
     * Most characters of a task, of which a replica may hold many at once: room for the URIs of the longest event, which
     * has 10 MB, in one action after another.
     */
    public static final int LONGEST_TASK = 16 << 20;

    /** Most objects and lists inside each other. */
    static final int MAX_NESTING = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(LONGEST_TASK)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Trees of parts of a document, after which more may come. */
    private static final ObjectReader PARTS = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads what it needs from a parser, which at first stands before the document. */
    interface Reading<T> {
        T read(JsonParser parser) throws IOException;
    }

    private StrictJson() {}

    /**
     * Reads a document; a fault becomes a problem with line and column, and the answer is a missing node.
     *
     * @param longest most characters it may have
     */
    public static JsonNode read(String text, int longest, Faults faults) {
        if (text.length() > longest) {
            faults.problem("$", "is longer than " + longest + " characters");
            return MissingNode.getInstance();
        }
        return parse(text, faults, parser -> whole(part(parser), parser, faults))
                .orElse(MissingNode.getInstance());
    }

    /** Lets a document be read in parts; a fault becomes a problem with line and column, and the answer is empty. */
    static <T> Optional<T> parse(String text, Faults faults, Reading<T> reading) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (JsonParser parser = MAPPER.createParser(plain)) {
            return Optional.of(reading.read(parser));
        } catch (StreamConstraintsException e) {
            faults.problem(
                    "$",
                    "is nested deeper than " + MAX_NESTING + " levels, or has too long a key or number" + where(e)
                            + ": " + limit(e));
        } catch (JsonProcessingException e) {
            faults.problem("$", "is no valid JSON" + where(e) + ": " + message(e) + hint(plain, e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text could not be read", e);
        }
        return Optional.empty();
    }

    /** The value that a parser stands at, or before, with all in it; a missing node if there is none. */
    static JsonNode part(JsonParser parser) throws IOException {
        @Nullable JsonNode read = PARTS.readTree(parser);
        return read == null ? MissingNode.getInstance() : read;
    }

    /** Makes sure that a document is there and that nothing comes after it. */
    static JsonNode whole(JsonNode root, JsonParser parser, Faults faults) throws IOException {
        if (root.isMissingNode()) {
            faults.problem("$", "is empty; expected JSON or YAML");
        } else if (parser.nextToken() != null) {
            throw new JsonParseException(
                    parser, "there is more after the document's end", parser.currentTokenLocation());
        }
        return root;
    }

    /** A text as JSON, with its numbers as they are; a missing node if it is none. */
    static JsonNode tryRead(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return MissingNode.getInstance();
        }
        try {
            return MAPPER.reader()
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static String where(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** YAML in braces is the one kind that is taken for JSON. */
    private static String hint(String text, JsonProcessingException e) {
        boolean unquoted = e.getOriginalMessage().startsWith("Unexpected character");
        return unquoted && StrictText.isJson(text)
                ? " (it is read as JSON because it begins with "
                        + text.stripLeading().charAt(0) + ")"
                : "";
    }

    /** Without the name of Jackson's own setting. */
    private static String limit(StreamConstraintsException error) {
        return error.getOriginalMessage().replaceAll(", from `[^`]*`", "");
    }

    /** On one line, and without Jackson's way to say that it does not show the source. */
    private static String message(JsonProcessingException error) {
        return error.getOriginalMessage()
                .replaceAll("\\[Source: REDACTED[^;]*; (line: \\d+, column: \\d+)]", "$1")
                .replaceAll("\\s+", " ");
    }
}
