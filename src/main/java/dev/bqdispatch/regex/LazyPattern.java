package dev.bqdispatch.regex;

import com.google.re2j.Pattern;
import java.lang.ref.SoftReference;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A valid regex, compiled when it is first used and kept as long as there is room: a compiled one takes some kilobytes, and
 * of thousands few are ever run. Safe for use by several threads.
 */
public final class LazyPattern {
    private final String regex;
    private final Set<String> groups;
    private volatile @Nullable SoftReference<Pattern> compiled;

    private LazyPattern(String regex, Set<String> groups) {
        this.regex = regex;
        this.groups = groups;
    }

    /** The same regex as a compiled one, which is not kept. */
    public static LazyPattern of(Pattern valid) {
        return new LazyPattern(valid.pattern(), Set.copyOf(valid.namedGroups().keySet()));
    }

    public String regex() {
        return regex;
    }

    /** Names of its groups. */
    public Set<String> groups() {
        return groups;
    }

    public Pattern pattern() {
        SoftReference<Pattern> kept = compiled;
        Pattern pattern = kept == null ? null : kept.get();
        if (pattern == null) {
            pattern = Pattern.compile(regex);
            compiled = new SoftReference<>(pattern);
        }
        return pattern;
    }

    @Override
    public String toString() {
        return regex;
    }
}
