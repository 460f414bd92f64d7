package dev.bqdispatch.rule;

import java.util.Arrays;
import java.util.Optional;

/** Jobs that a route sees only if it asks for them. */
public enum Include {
    SCRIPT_CHILDREN("scriptChildren"),
    ANONYMOUS("anonymous"),
    SELF("self");

    private final String word;

    Include(String word) {
        this.word = word;
    }

    /** The word of the documents. */
    public String word() {
        return word;
    }

    /** Reads the word in any case. */
    public static Optional<Include> parse(String word) {
        return Arrays.stream(values())
                .filter(include -> include.word.equalsIgnoreCase(word))
                .findFirst();
    }
}
