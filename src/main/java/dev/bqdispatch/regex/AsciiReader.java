package dev.bqdispatch.regex;

import java.util.OptionalInt;

/** Reads what one character may be: a dot, a character, a class or a bracket of these. */
final class AsciiReader {
    private final String regex;
    private final boolean anyCase;
    private final Ascii set;
    private boolean negated;
    private int at;

    /**
     * Reads it.
     *
     * @param start where it begins
     * @param dotsTakeBreaks whether a dot may be a line break
     */
    AsciiReader(String regex, int start, boolean anyCase, boolean dotsTakeBreaks) {
        this.regex = regex;
        this.anyCase = anyCase;
        at = start;
        char kind = plain();
        set = switch (kind) {
            case '.' -> dotsTakeBreaks ? Ascii.ALL : Ascii.NO_BREAK;
            case '[' -> bracket();
            case '*', '+', '?', '{' -> throw new NotUnderstood();
            default -> member(kind);
        };
    }

    /** Where what follows it begins. */
    int end() {
        return at;
    }

    Ascii set() {
        return anyCase ? set.anyCase() : set;
    }

    /** The one character that it is, perhaps in any case; empty if it may be several, or characters beyond ASCII. */
    OptionalInt single() {
        return negated ? OptionalInt.empty() : set.only();
    }

    private Ascii member(char kind) {
        if (kind != '\\') {
            return Ascii.of(kind);
        }
        char letter = plain();
        return switch (letter) {
            case 'd' -> Ascii.DIGITS;
            case 'D' -> Ascii.DIGITS.not();
            case 'w' -> Ascii.WORD;
            case 'W' -> Ascii.WORD.not();
            case 's' -> Ascii.SPACE;
            case 'S' -> Ascii.SPACE.not();
            default -> Ascii.of((char) CharacterClass.escaped(letter));
        };
    }

    private char plain() {
        char kind = at < regex.length() ? regex.charAt(at++) : 0;
        if (kind == 0 || Ascii.isBeyond(kind)) {
            throw new NotUnderstood();
        }
        return kind;
    }

    private Ascii bracket() {
        negated = next('^');
        at += negated ? 1 : 0;
        Ascii all = Ascii.NONE;
        int first = at;
        while (!next(']') || at == first) {
            // Oddities, each of which stands for something else than it seems to.
            if (next(']') || next('[') || (next('-') && at != first && !regex.startsWith("-]", at))) {
                throw new NotUnderstood();
            }
            all = all.or(range());
        }
        at++;
        // Before it is negated: what is not in it is in no case.
        all = anyCase ? all.anyCase() : all;
        return negated ? all.not() : all;
    }

    private Ascii range() {
        int from = at;
        Ascii one = member(plain());
        if (!next('-') || regex.startsWith("-]", at)) {
            return one;
        }
        int minus = at++;
        if (minus != from + 1 || next('\\') || next('[')) {
            throw new NotUnderstood();
        }
        return Ascii.range(regex.charAt(from), plain());
    }

    private boolean next(char expected) {
        return at < regex.length() && regex.charAt(at) == expected;
    }
}
