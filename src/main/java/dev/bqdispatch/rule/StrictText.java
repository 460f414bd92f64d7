package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;

/**
 * Reads documents that people write, JSON or YAML: JSON if the first character that is not blank opens an object or a
 * list, else YAML. The name does not decide, for tasks are named {@code .json} whatever they are.
 */
public final class StrictText {
    private StrictText() {}

    /**
     * Reads a document; a fault becomes a problem with line and column, and the answer is a missing node.
     *
     * @param longest most characters it may have
     */
    public static JsonNode read(String text, int longest, Faults faults) {
        return plain(text, longest, faults)
                .map(plain -> isJson(plain) ? StrictJson.read(plain, longest, faults) : StrictYaml.read(plain, faults))
                .orElse(MissingNode.getInstance());
    }

    /** A text without the mark of its byte order; empty, with a problem, if it is too long. */
    static Optional<String> plain(String text, int longest, Faults faults) {
        if (text.length() > longest) {
            faults.problem("$", "has " + text.length() + " characters; expected at most " + longest);
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /** Whether a text is taken for JSON. */
    static boolean isJson(String text) {
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
    }
}
