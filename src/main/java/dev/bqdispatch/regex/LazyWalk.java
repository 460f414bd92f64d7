package dev.bqdispatch.regex;

import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a valid regex without RE2/J where that is surely the same, and much quicker. It is read when it is first used, and
 * kept as long as there is room. Safe for use by several threads.
 */
public final class LazyWalk {
    private final String regex;
    private volatile @Nullable SoftReference<Walk> made;
    private volatile boolean hopeless;

    LazyWalk(String regex) {
        this.regex = regex;
    }

    /** Looks for the regex in a text. */
    public Finding find(String text) {
        if (hopeless) {
            return Finding.UNSURE;
        }
        SoftReference<Walk> kept = made;
        Walk walk = kept == null ? null : kept.get();
        return walk == null ? firstFind(text) : walk.find(text);
    }

    private Finding firstFind(String text) {
        Walk walk = Walk.of(regex).orElse(null);
        if (walk == null) {
            hopeless = true;
            return Finding.UNSURE;
        }
        made = new SoftReference<>(walk);
        return walk.find(text);
    }
}
