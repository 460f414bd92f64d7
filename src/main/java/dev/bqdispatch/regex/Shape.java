package dev.bqdispatch.regex;

import java.util.List;
import java.util.Optional;

/**
 * A regex that asks for nothing but one of some texts, at some distance from the start and the end: {@code :d\.t$},
 * {@code ^p:d\.}, {@code .+:d\.(t|u)}.
 *
 * @param texts one of them must be there, none empty
 * @param anyCase whether their letters stand for all cases
 * @param before what must be before it
 * @param after what must be after it
 */
public record Shape(List<String> texts, boolean anyCase, Side before, Side after) {

    /** What must be between a text and the end to one of its sides. */
    public enum Side {
        NOTHING,
        ANYTHING,
        SOMETHING,
        /** As {@link #ANYTHING}, but perhaps no line break. */
        DOTS,
        /** As {@link #SOMETHING}, but perhaps no line break. */
        DOT;

        private boolean isBroken() {
            return this == DOTS || this == DOT;
        }
    }

    public Shape {
        texts = List.copyOf(texts);
    }

    /** The shape of a regex; empty if it asks for more. */
    static Optional<Shape> of(Node regex) {
        return new ShapeReader(regex.parts()).read();
    }

    /** Whether this can be judged here: a dot is no line break, or may be one. */
    public boolean judges(String text) {
        return !(before.isBroken() || after.isBroken()) || text.indexOf('\n') < 0;
    }

    /** Whether the regex is found in a text that {@link #judges} lets pass. */
    public boolean fits(String text) {
        for (String each : texts) {
            if (fits(each, text)) {
                return true;
            }
        }
        return false;
    }

    private boolean fits(String wanted, String text) {
        int last = text.length() - wanted.length();
        int from = before == Side.SOMETHING || before == Side.DOT ? 1 : 0;
        int to = after == Side.SOMETHING || after == Side.DOT ? last - 1 : last;
        if (before == Side.NOTHING) {
            to = Math.min(to, 0);
        }
        if (after == Side.NOTHING) {
            from = Math.max(from, last);
        }
        return from <= to && isFound(wanted, text, from, to);
    }

    private boolean isFound(String wanted, String text, int from, int to) {
        if (anyCase) {
            return isFoundInAnyCase(wanted, text, from, to);
        }
        if (from == to) {
            return text.startsWith(wanted, from);
        }
        int found = text.indexOf(wanted, from);
        return found >= 0 && found <= to;
    }

    private static boolean isFoundInAnyCase(String wanted, String text, int from, int to) {
        for (int start = from; start <= to; start++) {
            int same = 0;
            while (same < wanted.length()
                    && Folding.fold(wanted.charAt(same)) == Folding.fold(text.charAt(start + same))) {
                same++;
            }
            if (same == wanted.length()) {
                return true;
            }
        }
        return false;
    }
}
