package dev.bqdispatch.action;

import java.util.ArrayList;
import java.util.List;

/** Warnings of what a step had to leave alone: the first ones in full, the rest by their number. */
final class LeftAlone {
    private static final int TOLD = 20;

    private final List<String> told = new ArrayList<>();
    private long more;

    void add(String warning) {
        if (told.size() < TOLD) {
            told.add(warning);
        } else {
            more++;
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /** At most so many that an entry can hold them. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(told);
        if (more > 0) {
            warnings.add("and " + more + " more were left alone");
        }
        return warnings;
    }
}
