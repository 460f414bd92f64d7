package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts <code>${config.X}</code> into a document when it is loaded, and checks <code>${env.X}</code>, which stays a
 * reference. A dollar written <code>$$</code> starts neither.
 */
public final class Variables {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$|\\$\\{(?<space>config|env)\\.(?<name>[A-Za-z_][A-Za-z0-9_.-]*)}");

    private final Map<String, String> config;
    private final Predicate<String> envAllowed;

    /**
     * @param config the configuration's scalars, found without regard to case
     * @param envAllowed which variables have a value and may be used
     */
    public Variables(Map<String, String> config, Predicate<String> envAllowed) {
        this.config = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.config.putAll(config);
        this.envAllowed = envAllowed;
    }

    /** The text with configuration values put in, once; a variable that can't be had is a problem. */
    public String fill(String text, String path, Faults faults) {
        return REFERENCE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(one(match.group(), path, faults)));
    }

    /** As {@link #fill(String, String, Faults)}, for every text of a value, each problem under its own path. */
    public JsonNode fill(JsonNode node, String path, Faults faults) {
        return Texts.map(node, path, (text, at) -> fill(text, at, faults));
    }

    /** Checks the references of text that was filled in before, where <code>$$</code> has no meaning any more. */
    void checkFilled(JsonNode filled, String path, Faults faults) {
        EnvReferences.names(filled).forEach(name -> checkEnv(name, path, faults));
    }

    private String one(String match, String path, Faults faults) {
        if (match.equals("$$")) {
            return match;
        }
        String name = match.substring(match.indexOf('.') + 1, match.length() - 1);
        if (match.startsWith("${env.")) {
            checkEnv(name, path, faults);
            return match;
        }
        String value = config.get(name);
        if (value == null) {
            faults.problem(path, match + " has no value; expected a scalar '" + name + "' in the configuration");
            return match;
        }
        return value;
    }

    private void checkEnv(String name, String path, Faults faults) {
        if (!envAllowed.test(name)) {
            faults.problem(path, "${env." + name + "} has no value here, or is not allowed in this document");
        }
    }
}
