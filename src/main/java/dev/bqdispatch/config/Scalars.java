package dev.bqdispatch.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Limits;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scalars at the top of the document, each usable in the others as <code>${config.X}</code>. Every one has two
 * readings: as a variable it keeps <code>${env.X}</code> and <code>$$</code>, which mean something where it is put in;
 * as a setting both are replaced at once.
 */
final class Scalars {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\$|\\$\\{(?<space>config|env)\\.(?<name>[A-Za-z_][A-Za-z0-9_.-]*)}");

    /** Most variables that refer to each other in a row. */
    private static final int DEEPEST = 20;

    private record Written(String key, String text) {}

    private record Filled(String variable, String setting) {}

    private final Environment environment;
    private final Faults faults;
    private final Map<String, Written> written = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Optional<Filled>> filled = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /**
     * Fills all of them in; each fault is noted once, where it stands.
     *
     * @param outside values that were said elsewhere and go before the document's
     */
    Scalars(JsonNode root, Map<String, Stated> outside, Environment environment, Faults faults) {
        this.environment = environment;
        this.faults = faults;
        outside.forEach((key, stated) -> written.put(key, new Written(key, stated.text())));
        root.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            if (value.isValueNode() && !value.isNull() && fits(entry.getKey(), value.asText())) {
                written.putIfAbsent(entry.getKey(), new Written(entry.getKey(), value.asText()));
            }
        });
        written.values().forEach(this::fill);
    }

    /** The value of a key for use now; empty if it has none, or could not be filled in, which is noted. */
    Optional<String> setting(String key) {
        return Optional.ofNullable(written.get(key)).flatMap(this::fill).map(Filled::setting);
    }

    /** The value of a key for a complaint: without what the environment holds. */
    Optional<String> shown(String key) {
        return Optional.ofNullable(written.get(key)).flatMap(this::fill).map(Filled::variable);
    }

    /** All of them, to be put into routes and tasks. */
    Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        written.values()
                .forEach(scalar -> fill(scalar).ifPresent(done -> variables.put(scalar.key(), done.variable())));
        return variables;
    }

    private Optional<Filled> fill(Written scalar) {
        Optional<Filled> before = filled.get(scalar.key());
        if (before != null) {
            return before;
        }
        if (open.contains(scalar.key())) {
            problem(scalar, "refers to itself: " + String.join(" -> ", open) + " -> " + scalar.key());
            return Optional.empty();
        }
        if (open.size() == DEEPEST) {
            problem(scalar, "is referred to through more than " + DEEPEST + " other variables");
            return Optional.empty();
        }
        open.add(scalar.key());
        Optional<Filled> now = replace(scalar);
        open.remove(scalar.key());
        filled.put(scalar.key(), now);
        return now;
    }

    private Optional<Filled> replace(Written scalar) {
        StringBuilder variable = new StringBuilder();
        StringBuilder setting = new StringBuilder();
        boolean whole = true;
        int done = 0;
        Matcher reference = REFERENCE.matcher(scalar.text());
        while (reference.find() && variable.length() <= Limits.VARIABLE) {
            Optional<Filled> value = value(reference, scalar);
            whole &= value.isPresent();
            String between = scalar.text().substring(done, reference.start());
            variable.append(between).append(value.map(Filled::variable).orElse(""));
            setting.append(between).append(value.map(Filled::setting).orElse(""));
            done = reference.end();
        }
        String rest = scalar.text().substring(done);
        if (whole && variable.length() + rest.length() > Limits.VARIABLE) {
            problem(scalar, "becomes longer than " + Limits.VARIABLE + " characters");
            return Optional.empty();
        }
        return whole ? Optional.of(new Filled(variable + rest, setting + rest)) : Optional.empty();
    }

    private Optional<Filled> value(Matcher reference, Written scalar) {
        String name = reference.group("name");
        if (name == null) {
            return Optional.of(new Filled("$$", "$"));
        }
        if ("env".equals(reference.group("space"))) {
            String value = environment.variable(name);
            if (value == null) {
                problem(scalar, "${env." + name + "} has no value; expected an environment variable '" + name + "'");
            }
            return Optional.ofNullable(value).map(found -> new Filled(reference.group(), found));
        }
        Written other = written.get(name);
        if (other == null) {
            problem(
                    scalar,
                    "${config." + name + "} has no value; expected a scalar '" + name + "' in the configuration");
            return Optional.empty();
        }
        return fill(other);
    }

    private boolean fits(String key, String text) {
        if (key.length() > Limits.NAME) {
            faults.problem(
                    "$." + key.substring(0, Limits.NAME) + "…",
                    "is a key of " + key.length() + " characters; expected at most " + Limits.NAME);
        } else if (text.length() > Limits.VARIABLE) {
            faults.problem("$." + key, "has " + text.length() + " characters; expected at most " + Limits.VARIABLE);
        }
        return key.length() <= Limits.NAME && text.length() <= Limits.VARIABLE;
    }

    private void problem(Written scalar, String message) {
        faults.problem("$." + scalar.key(), message);
    }
}
