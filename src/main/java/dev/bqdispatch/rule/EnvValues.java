package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the values of environment variables out of text again, for instance of an error that quotes a request. */
public final class EnvValues {
    /** A shorter value is no secret, and hiding each occurrence of {@code EU} would leave nothing readable. */
    private static final int SHORTEST_SECRET = 6;

    private EnvValues() {}

    /**
     * Puts references back in place of their values.
     *
     * @param names the variables to hide
     * @param env the environment
     */
    public static String hide(String text, Collection<String> names, Function<String, @Nullable String> env) {
        String hidden = text;
        for (String name : names) {
            String value = env.apply(name);
            if (value != null && value.length() >= SHORTEST_SECRET) {
                hidden = hidden.replace(value, "${env." + name + "}");
            }
        }
        return hidden;
    }

    /** As {@link #hide(String, Collection, Function)}, in every text of a value. */
    public static JsonNode hide(JsonNode node, Collection<String> names, Function<String, @Nullable String> env) {
        return Texts.map(node, text -> hide(text, names, env));
    }
}
