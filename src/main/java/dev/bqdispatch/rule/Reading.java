package dev.bqdispatch.rule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as its reader may decode it, without blanks, and where in the text each character stands. What was escaped or
 * had its lines joined is found in one of its readings as it was.
 */
final class Reading {
    private final StringBuilder characters;
    private final int[] starts;
    private final int[] ends;

    private Reading(int longest) {
        characters = new StringBuilder(longest);
        starts = new int[longest];
        ends = new int[longest];
    }

    /** The text as it is, except for blanks. */
    static Reading of(String text) {
        Reading reading = new Reading(text.length());
        for (int i = 0; i < text.length(); i++) {
            reading.add(text.charAt(i), i, i + 1);
        }
        return reading;
    }

    /** What else it can mean: escapes of JSON resolved, those of URLs, those of forms. */
    List<Reading> decoded() {
        List<Reading> decoded = new ArrayList<>();
        if (characters.indexOf("\\") >= 0) {
            decoded.add(json());
        }
        if (characters.indexOf("%") >= 0) {
            decoded.add(url(false));
        }
        if (characters.indexOf("+") >= 0) {
            decoded.add(url(true));
        }
        return decoded;
    }

    String characters() {
        return characters.toString();
    }

    /** Where the character at an index starts in the text. */
    int start(int index) {
        return starts[index];
    }

    /** Where the character at an index ends in the text, exclusive. */
    int end(int index) {
        return ends[index];
    }

    private void add(char character, int start, int end) {
        if (character > ' '
                && !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && !Character.isISOControl(character)) {
            starts[characters.length()] = start;
            ends[characters.length()] = end;
            characters.append(character);
        }
    }

    private Reading json() {
        Reading reading = new Reading(characters.length());
        int i = 0;
        while (i < characters.length()) {
            char next = i + 1 < characters.length() ? characters.charAt(i + 1) : ' ';
            int code = next == 'u' ? hex(i + 2, 4) : -1;
            boolean escaped = characters.charAt(i) == '\\' && ("\"\\/'nrtbf".indexOf(next) >= 0 || code >= 0);
            int taken = !escaped ? 1 : code >= 0 ? 6 : 2;
            char meant = !escaped ? characters.charAt(i) : code >= 0 ? (char) code : unescaped(next);
            reading.add(meant, starts[i], ends[i + taken - 1]);
            i += taken;
        }
        return reading;
    }

    /** Whichever control character it is, it is left out. */
    private static char unescaped(char letter) {
        return "nrtbf".indexOf(letter) >= 0 ? ' ' : letter;
    }

    private Reading url(boolean plusIsBlank) {
        Reading reading = new Reading(characters.length());
        int i = 0;
        while (i < characters.length()) {
            byte[] bytes = bytes(i);
            int taken = bytes.length == 0 ? 1 : 3 * bytes.length;
            boolean blank = plusIsBlank && characters.charAt(i) == '+';
            String meant = bytes.length > 0
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : blank ? "" : characters.substring(i, i + 1);
            for (int j = 0; j < meant.length(); j++) {
                reading.add(meant.charAt(j), starts[i], ends[i + taken - 1]);
            }
            i += taken;
        }
        return reading;
    }

    /** The percent-encoded bytes of the one character at an index; none if there is none. */
    private byte[] bytes(int at) {
        int first = percent(at);
        int length = first < 0 ? 0 : first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int value = percent(at + 3 * i);
            if (value < 0) {
                return new byte[0];
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    private int percent(int at) {
        return at < characters.length() && characters.charAt(at) == '%' ? hex(at + 1, 2) : -1;
    }

    private int hex(int at, int digits) {
        if (at + digits > characters.length()) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(characters.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = 16 * value + digit;
        }
        return value;
    }
}
