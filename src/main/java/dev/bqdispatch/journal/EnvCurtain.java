package dev.bqdispatch.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.rule.EnvValues;
import dev.bqdispatch.rule.Hiding;
import dev.bqdispatch.rule.Rules;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hides what the rules take from the environment in what an entry tells: the SQL and the query plan of a child job hold the
 * values with which it was submitted. What names the job stays readable.
 */
final class EnvCurtain {
    private static final Set<String> NAMES_JOB = Set.of("kind", "etag", "id", "selfLink", "jobReference");

    private final Set<String> names;
    private final Function<String, @Nullable String> env;
    private final Hiding hiding;

    EnvCurtain(Function<String, @Nullable String> env) {
        this(Set.of(), env);
    }

    private EnvCurtain(Set<String> names, Function<String, @Nullable String> env) {
        this.names = names;
        this.env = env;
        this.hiding = EnvValues.hiding(names, env);
    }

    /** Hides what these rules use too; what earlier ones used still comes back in the SQL of their child jobs. */
    EnvCurtain with(Rules rules) {
        Set<String> all = new HashSet<>(names);
        all.addAll(rules.taskEnv());
        all.addAll(rules.routeEnv());
        return new EnvCurtain(all, env);
    }

    /** Hides values in an entry, in place. */
    void draw(ObjectNode entry) {
        if (!names.isEmpty()) {
            Set<String> told = new HashSet<>();
            entry.fieldNames().forEachRemaining(told::add);
            told.removeAll(NAMES_JOB);
            told.forEach(key -> entry.set(key, EnvValues.hide(entry.get(key), hiding)));
        }
    }
}
