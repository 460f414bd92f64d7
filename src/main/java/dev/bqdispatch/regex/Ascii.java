package dev.bqdispatch.regex;

import java.util.OptionalInt;

/**
 * A set of characters of ASCII.
 *
 * @param low a bit for each of the first 64
 * @param high a bit for each of the others
 */
record Ascii(long low, long high) {
    static final Ascii NONE = new Ascii(0, 0);
    static final Ascii ALL = new Ascii(-1, -1);
    static final Ascii DIGITS = range('0', '9');
    static final Ascii WORD = DIGITS.or(range('a', 'z')).or(range('A', 'Z')).or(of('_'));
    static final Ascii SPACE = of('\t').or(of('\n')).or(of('\f')).or(of('\r')).or(of(' '));
    static final Ascii NO_BREAK = of('\n').not();

    private static final int BITS = 64;
    /** By this bit upper case differs from lower case. */
    private static final int CASE = 0x20;

    static Ascii of(char one) {
        return one < BITS ? new Ascii(1L << one, 0) : new Ascii(0, 1L << one);
    }

    /** @param last not before {@code first} */
    static Ascii range(char first, char last) {
        Ascii all = NONE;
        for (char each = first; each <= last; each++) {
            all = all.or(of(each));
        }
        return all;
    }

    static boolean isBeyond(char any) {
        return any >= 2 * BITS;
    }

    Ascii or(Ascii other) {
        return new Ascii(low | other.low, high | other.high);
    }

    Ascii not() {
        return new Ascii(~low, ~high);
    }

    /** With both cases of every letter in it. */
    Ascii anyCase() {
        long upper = letters('A') & high;
        long lower = letters('a') & high;
        return new Ascii(low, high | upper << CASE | lower >>> CASE);
    }

    private static long letters(char first) {
        return range(first, (char) (first + 25)).high;
    }

    /** Its one member; empty if it has several, or none. */
    OptionalInt only() {
        if (Long.bitCount(low) + Long.bitCount(high) != 1) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(low == 0 ? BITS + Long.numberOfTrailingZeros(high) : Long.numberOfTrailingZeros(low));
    }

    boolean has(char any) {
        return any < BITS ? (low >>> any & 1) != 0 : any < 2 * BITS && (high >>> any & 1) != 0;
    }
}
