package dev.bqdispatch.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of a document: everything, or what is under some keys of an object. A log entry of 100 KB has a few
 * dozen values that anybody asks for, and the rest need not become objects only to be dropped.
 */
final class Outline {
    /** Of everything. */
    static final Outline WHOLE = new Outline(Map.of(), List.of());

    private final Map<String, Outline> keys;
    /** Names of keys that count in any case, and of which everything is looked at. */
    private final List<String> anyCase;

    private Outline(Map<String, Outline> keys, List<String> anyCase) {
        this.keys = keys;
        this.anyCase = anyCase;
    }

    /** Of an object that has everything under these keys looked at. */
    static Outline of(String... keys) {
        Map<String, Outline> wholes = new HashMap<>();
        for (String key : keys) {
            wholes.put(key, WHOLE);
        }
        return new Outline(wholes, List.of());
    }

    /** Of an object whose keys are to be spelt like these, in any case. */
    static Outline ofAnyCase(String... keys) {
        return new Outline(Map.of(), List.of(keys));
    }

    /** The same with {@code inner} of what is under a further key. */
    Outline with(String key, Outline inner) {
        return and(new Outline(Map.of(key, inner), List.of()));
    }

    /** The same with a further key, under which a document of the same outline may stand. */
    Outline withAnother(String key) {
        Map<String, Outline> all = new HashMap<>(keys);
        Outline outline = new Outline(all, anyCase);
        all.put(key, outline);
        return outline;
    }

    /** Whatever either has. */
    Outline and(Outline other) {
        if (isWhole() || other.isWhole()) {
            return WHOLE;
        }
        Map<String, Outline> all = new HashMap<>(keys);
        other.keys.forEach((key, inner) -> all.merge(key, inner, Outline::and));
        return new Outline(
                all, Stream.concat(anyCase.stream(), other.anyCase.stream()).toList());
    }

    boolean isWhole() {
        return this == WHOLE;
    }

    /** Of what is under a key; null if nobody looks at that. */
    @Nullable
    Outline under(String key) {
        if (isWhole()) {
            return WHOLE;
        }
        Outline inner = keys.get(key);
        return inner == null && isAnyCase(key) ? WHOLE : inner;
    }

    private boolean isAnyCase(String key) {
        for (String name : anyCase) {
            if (name.equalsIgnoreCase(key)) {
                return true;
            }
        }
        return false;
    }
}
