package dev.bqdispatch.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which URLs actions may call: those that one of the regexes matches from their first to their last character. A task is
 * written by whoever may write into a folder, and must not reach whatever the service can.
 */
public final class AllowCall {
    /** Nothing may be called. */
    public static final AllowCall NONE = new AllowCall(List.of());

    private static final String KEY = "AllowCall";

    private final List<Pattern> patterns;

    private AllowCall(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * Reads {@code AllowCall}, a regex or a list of them; each fault is noted.
     *
     * @param fields of the configuration
     * @param config the configuration's scalars
     * @param env the environment, by name
     */
    public static AllowCall read(
            Fields fields, Map<String, String> config, Function<String, @Nullable String> env, Faults faults) {
        Variables variables = new Variables(config, name -> env.apply(name) != null);
        List<String> written = fields.texts(KEY);
        List<Pattern> patterns = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            String path = fields.path(KEY) + (fields.get(KEY).isArray() ? "[" + i + "]" : "");
            int before = faults.count();
            String regex = variables.fillPlain(written.get(i), path, faults);
            try {
                if (faults.count() == before) {
                    patterns.add(Regexes.compile(EnvReferences.resolve(regex, env)));
                }
            } catch (PatternSyntaxException e) {
                faults.problem(path, "is no RE2 regex: " + e.getDescription());
            }
        }
        return new AllowCall(patterns);
    }

    /** Whether a URL, with all expressions filled in, may be called. */
    public boolean permits(String url) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(url).matches());
    }

    /** Why a URL may not be called, for people. */
    public String refusal() {
        return patterns.isEmpty()
                ? "can't be called: the configuration has no AllowCall; expected a regex there that matches the whole URL"
                : "is not allowed: no regex of the configuration's AllowCall matches it from beginning to end";
    }

    /** Notes a problem if the URL of a document may not be called, as far as that can be told without a job. */
    void check(String written, String path, Faults faults) {
        if (written.isEmpty()) {
            return;
        }
        if (patterns.isEmpty()) {
            faults.problem(path, refusal());
        } else if (!Expressions.mentions(written) && !permits(written)) {
            faults.problem(path, "'" + written + "' " + refusal());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AllowCall allow && allow.regexes().equals(regexes());
    }

    @Override
    public int hashCode() {
        return regexes().hashCode();
    }

    private List<String> regexes() {
        return patterns.stream().map(Pattern::pattern).toList();
    }
}
