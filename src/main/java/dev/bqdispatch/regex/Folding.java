package dev.bqdispatch.regex;

/** The cases of a character, as far as RE2's {@code (?i)} knows them for letters of ASCII. */
public final class Folding {
    /** The sign of the unit, which is a {@code k} to Unicode. */
    public static final char KELVIN = '\u212A';

    /** A long s. */
    public static final char LONG_S = '\u017F';

    private Folding() {}

    /** The same character for all that are one letter of ASCII; others are left. */
    static char fold(char any) {
        if (any >= 'A' && any <= 'Z') {
            return (char) (any | 0x20);
        }
        return any == KELVIN ? 'k' : any == LONG_S ? 's' : any;
    }
}
