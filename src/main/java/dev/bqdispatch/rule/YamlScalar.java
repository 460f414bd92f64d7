package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What an unquoted scalar stands for. {@code yes}, {@code 2024-01-01}, {@code 0x1f}, {@code 0o17}, {@code 007},
 * {@code 1_000}, {@code .5} and {@code .inf} are texts: what is a number in JSON is one here, and nothing else is.
 */
final class YamlScalar {
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    /** As Jackson bounds those of JSON. */
    private static final int LONGEST_NUMBER = 1000;

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]*+)");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][-+]?[0-9]++)?");

    private YamlScalar() {}

    static JsonNode read(ScalarEvent scalar) {
        String text = scalar.getValue();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (!scalar.isPlain() || scalar.getTag().isPresent()) {
            return nodes.textNode(text);
        }
        if (NULL.contains(text)) {
            return nodes.nullNode();
        }
        if (TRUE.contains(text) || FALSE.contains(text)) {
            return nodes.booleanNode(TRUE.contains(text));
        }
        if (!NUMBER.matcher(text).matches()) {
            return nodes.textNode(text);
        }
        if (text.length() > LONGEST_NUMBER) {
            throw new YamlFault(
                    "a number has " + text.length() + " digits; expected at most " + LONGEST_NUMBER
                            + ", or a text in quotes",
                    scalar);
        }
        return number(text);
    }

    private static JsonNode number(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (!WHOLE.matcher(text).matches()) {
            return nodes.numberNode(Double.parseDouble(text));
        }
        if (text.length() <= 9) {
            return nodes.numberNode(Integer.parseInt(text));
        }
        return text.length() <= 18 ? nodes.numberNode(Long.parseLong(text)) : nodes.numberNode(new BigInteger(text));
    }
}
