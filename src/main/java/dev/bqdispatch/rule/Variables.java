package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts <code>${config.X}</code> into a document when it is loaded, and checks <code>${env.X}</code>, which stays a
 * reference. A configuration value may hold expressions and references of its own: whoever wrote it wrote the rules.
 * Configuration values in it are not put in.
 */
public final class Variables {
    private static final Pattern CONFIG = Pattern.compile("\\$\\{config\\.(?<name>[^{}]*)}");
    private static final Pattern ENV = Pattern.compile("\\$\\{env\\.(?<name>[^{}]*)}");
    private static final String OR_DOLLAR = "\\$\\$|";
    private static final Pattern LIVE_CONFIG = Pattern.compile(OR_DOLLAR + CONFIG.pattern());
    private static final Pattern LIVE_ENV = Pattern.compile(OR_DOLLAR + ENV.pattern());

    private final Map<String, String> config;
    private final Predicate<String> envAllowed;
    /** Of one value put in at many places a small document could become a huge one. */
    private long put;

    /**
     * @param config the configuration's scalars, found without regard to case
     * @param envAllowed which variables have a value and may be used
     */
    public Variables(Map<String, String> config, Predicate<String> envAllowed) {
        this.config = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.config.putAll(config);
        this.envAllowed = envAllowed;
    }

    /**
     * Text of a request with configuration values put in; a variable that can't be had is a problem. The text will be
     * expanded, so <code>$$</code> starts no reference. It may be stored and read again: what comes out does not change
     * when it is filled once more.
     */
    public String fill(String text, String path, Faults faults) {
        String filled = LIVE_CONFIG
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        match.group().equals("$$") ? "$$" : escaped(value(match.group(), path, faults))));
        checkEnv(LIVE_ENV.matcher(filled), path, faults);
        return filled;
    }

    /** As {@link #fill(String, String, Faults)}, for every text of a value, each problem under its own path. */
    public JsonNode fill(JsonNode node, String path, Faults faults) {
        return Texts.map(node, path, (text, at) -> fill(text, at, faults));
    }

    /** As {@link #fill(String, String, Faults)} for text that is not expanded later, where a dollar is a dollar. */
    String fillPlain(String text, String path, Faults faults) {
        String filled =
                CONFIG.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(), path, faults)));
        checkEnv(ENV.matcher(filled), path, faults);
        return filled;
    }

    /** Checks the references of an action that was filled in before, where <code>$$</code> has no meaning any more. */
    void checkFilled(Action filled, String path, Faults faults) {
        // What it nests is not filled in yet, and checks itself.
        EnvReferences.ownNames(filled).forEach(name -> checkEnv(name, path, faults));
    }

    private static String escaped(String value) {
        return LIVE_CONFIG
                .matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(match.group().equals("$$") ? "$$" : "$" + match.group()));
    }

    /** Checked in the outcome, so that no configuration value brings in what the document may not use. */
    private void checkEnv(Matcher references, String path, Faults faults) {
        while (references.find()) {
            String name = references.group("name");
            if (name != null) {
                checkEnv(name, path, faults);
            }
        }
    }

    private String value(String reference, String path, Faults faults) {
        String name = reference.substring("${config.".length(), reference.length() - 1);
        String value = config.get(name);
        if (value == null) {
            faults.problem(path, reference + " has no value; expected a scalar '" + name + "' in the configuration");
            return reference;
        }
        long before = put;
        put += value.length();
        if (put > Limits.FILLED && before <= Limits.FILLED) {
            faults.problem(path, "variables put more than " + Limits.FILLED + " characters into this document");
        }
        return put > Limits.FILLED ? "" : value;
    }

    private void checkEnv(String name, String path, Faults faults) {
        if (!name.matches(EnvReferences.NAME) || !envAllowed.test(name)) {
            faults.problem(path, "${env." + name + "} has no value here, or is not allowed in this document");
        }
    }
}
