package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes the values of environment variables out of text again, for instance of an error that quotes a request. */
public final class EnvValues {
    private EnvValues() {}

    /**
     * Puts references back in place of their values, in whatever form these came back.
     *
     * @param names the variables to hide
     * @param env the environment
     */
    public static Hiding hiding(Collection<String> names, Function<String, @Nullable String> env) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (String name : names) {
            String value = env.apply(name);
            if (value != null) {
                shown.putIfAbsent(value, "${env." + name + "}");
            }
        }
        // A value may be as harmless as the name of a dataset, of which others share the beginning.
        return new Hiding(shown, false);
    }

    /** As {@link #hiding}, in one text. */
    public static String hide(String text, Collection<String> names, Function<String, @Nullable String> env) {
        return hiding(names, env).in(text);
    }

    /** Hides in every text of a value. */
    public static JsonNode hide(JsonNode node, Hiding hiding) {
        return Texts.map(node, hiding::in);
    }
}
