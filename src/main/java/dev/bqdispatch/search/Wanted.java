package dev.bqdispatch.search;

/**
 * A text that is looked for, whatever the cases of its letters.
 *
 * @param text two characters or more
 * @param ending whether it counts at the end of the other text alone; then it holds a colon, with something behind it
 * @param owner whose it is, from 0
 */
public record Wanted(String text, boolean ending, int owner) {
    /** The last part of an ending, by which it is found, begins with the last one of these. */
    static final char DELIMITER = ':';

    public Wanted {
        if (!(ending ? hasLastPart(text) : text.codePointCount(0, text.length()) >= 2) || owner < 0) {
            throw new IllegalArgumentException("not to be looked for: '" + text + "'");
        }
    }

    /** Whether a text can be found as an ending. */
    public static boolean hasLastPart(String text) {
        int part = text.lastIndexOf(DELIMITER);
        return part >= 0 && part < text.length() - 1;
    }
}
