package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * References to environment variables in filled-in text, replaced only when the text is used, so that a secret never
 * reaches a stored task or an entry. Filled-in text has two live tokens: <code>${env.NAME}</code>, and
 * <code>${DollarSign}</code> for a dollar that must not be taken for the start of one of them.
 */
public final class EnvReferences {
    /** What a name of an environment variable, or of an expression, looks like. */
    static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private static final Pattern LIVE = Pattern.compile("\\$\\{(?:env\\.(?<name>" + NAME + ")|DollarSign)}");

    /** A dollar of plain text that would start a live token. */
    private static final Pattern AMBIGUOUS = Pattern.compile("\\$(?=\\{(?:env\\.|DollarSign}))");

    private EnvReferences() {}

    /** Writes plain text so that {@link #resolve} gives exactly that text back. */
    static String quote(String plain) {
        return plain.indexOf('$') < 0 ? plain : AMBIGUOUS.matcher(plain).replaceAll("\\${DollarSign}");
    }

    /** Replaces the live tokens of one filled-in text. */
    public static String resolve(String filled, Function<String, @Nullable String> env) {
        return LIVE.matcher(filled).replaceAll(token -> Matcher.quoteReplacement(value(token.group(), env)));
    }

    private static String value(String token, Function<String, @Nullable String> env) {
        if (token.equals("${DollarSign}")) {
            return "$";
        }
        String value = env.apply(token.substring("${env.".length(), token.length() - 1));
        return value == null ? token : value;
    }

    /** The variables that filled-in text refers to, sorted. */
    public static Set<String> names(JsonNode filled) {
        Set<String> names = new TreeSet<>();
        Texts.each(filled, text -> names.addAll(names(text)));
        return names;
    }

    /** The variables that an action refers to, without what it nests, sorted. */
    static Set<String> ownNames(Action action) {
        Set<String> names = names(action.request());
        Stream.of(action.projectId(), action.location(), action.deferTaskUrl(), action.exists())
                .flatMap(Stream::ofNullable)
                .forEach(text -> names.addAll(names(text)));
        return names;
    }

    /** The variables that an action refers to, with what it nests, sorted. */
    public static Set<String> names(Action action) {
        Set<String> names = ownNames(action);
        Stream.concat(action.onSuccess().stream(), action.onFailure().stream())
                .forEach(nested -> names.addAll(names(nested)));
        return names;
    }

    static Set<String> names(String filled) {
        Set<String> names = new TreeSet<>();
        Matcher live = LIVE.matcher(filled);
        while (live.find()) {
            String name = live.group("name");
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }
}
