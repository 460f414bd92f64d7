package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

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
        if (text.length() > longest) {
            faults.problem("$", "has " + text.length() + " characters; expected at most " + longest);
            return MissingNode.getInstance();
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return isJson(plain) ? StrictJson.read(plain, longest, faults) : StrictYaml.read(plain, faults);
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
