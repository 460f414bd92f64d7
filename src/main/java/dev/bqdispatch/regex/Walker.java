package dev.bqdispatch.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One walk through a text; used once. */
final class Walker {
    private static final int UNSET = -1;

    private final String text;
    private final int[] marks;
    private int left;
    private boolean gaveUp;

    /**
     * A walk that has not begun.
     *
     * @param marks two for each group
     * @param steps how many it may take
     */
    Walker(String text, int marks, int steps) {
        this.text = text;
        this.marks = new int[marks];
        Arrays.fill(this.marks, UNSET);
        left = steps;
    }

    String text() {
        return text;
    }

    /** Whether another step may be taken; if not, every step is to end the walk. */
    boolean mayStep() {
        gaveUp |= --left < 0;
        return !gaveUp;
    }

    /** Ends the walk, as a match would. */
    boolean giveUp() {
        gaveUp = true;
        return true;
    }

    boolean gaveUp() {
        return gaveUp;
    }

    int mark(int mark) {
        return marks[mark];
    }

    void mark(int mark, int at) {
        marks[mark] = at;
    }

    @Nullable
    String group(int group) {
        int end = marks[2 * group + 1];
        return end == UNSET ? null : text.substring(marks[2 * group], end);
    }
}
