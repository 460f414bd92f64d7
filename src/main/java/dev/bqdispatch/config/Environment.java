package dev.bqdispatch.config;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The environment and the command line: what was said beside the document. The environment goes before the flag. */
public final class Environment {
    private final Function<String, @Nullable String> variables;
    private final Map<Env, String> flags;

    /**
     * @param variables the environment, by name; an empty value counts as none
     * @param flags values of the flags that were given
     */
    public Environment(Function<String, @Nullable String> variables, Map<Env, String> flags) {
        this.variables = variables;
        this.flags = new EnumMap<>(Env.class);
        this.flags.putAll(flags);
    }

    /** What was said; empty if nothing was. */
    public Optional<String> text(Env what) {
        return stated(what).map(Stated::text);
    }

    /** The value of any variable; null if it is not set. */
    public @Nullable String variable(String name) {
        return variables.apply(name);
    }

    Optional<Stated> stated(Env what) {
        for (String name : what.variables()) {
            String value = variables.apply(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(new Stated(value.strip(), "environment", name));
            }
        }
        String flag = flags.get(what);
        return flag == null || flag.isBlank()
                ? Optional.empty()
                : Optional.of(new Stated(flag.strip(), "command line", what.flag()));
    }
}
