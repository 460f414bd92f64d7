package dev.bqdispatch.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * Judges texts by their beginning. A regex that is found there is found in the whole text too, unless it looks at what
 * comes after the beginning: at the end of the text or of a line, or at a border of words. One that must match at the start
 * is not found if no match begins like that. Everything else is open.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
final class Beginnings {
    private static final String LOOKING_AHEAD = "zZbB";

    /** Each may take as long as the text is. */
    private static final int MOST_MATCHES = 8;

    private Beginnings() {}

    /** Whether the regex is found in the texts that begin like this one. */
    static Truth judge(Pattern pattern, String beginning) {
        String sure = withoutCut(beginning);
        // A match that ends before the beginning does has seen the one character that it may look at.
        int sureEnd = looksAhead(pattern.pattern()) ? sure.length() - 1 : sure.length();
        Matcher matcher = pattern.matcher(sure);
        for (int tries = 0; tries < MOST_MATCHES && matcher.find(); tries++) {
            if (matcher.end() <= sureEnd) {
                return Truth.YES;
            }
        }
        return AnchoredRegex.excludes(pattern, sure) ? Truth.NO : Truth.OPEN;
    }

    /** Without what the cut itself may have left at the end: half a character, or dots. */
    private static String withoutCut(String beginning) {
        int end = beginning.length();
        while (end > 0 && isOfCut(beginning.charAt(end - 1))) {
            end--;
        }
        return beginning.substring(0, end);
    }

    private static boolean isOfCut(char last) {
        return last == '.' || last == '…' || last == '\uFFFD' || Character.isHighSurrogate(last);
    }

    private static boolean looksAhead(String regex) {
        int at = 0;
        while (at < regex.length()) {
            char here = regex.charAt(at);
            if (here == '$' || (here == '\\' && isLookingAhead(regex, at))) {
                return true;
            }
            at = next(regex, at);
        }
        return false;
    }

    private static boolean isLookingAhead(String regex, int backslash) {
        return backslash + 1 < regex.length() && LOOKING_AHEAD.indexOf(regex.charAt(backslash + 1)) >= 0;
    }

    /** Where the next part begins; quoted text and classes are one part, since nothing in them looks anywhere. */
    private static int next(String regex, int at) {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at + 2);
            return end < 0 ? regex.length() : end + 2;
        }
        if (regex.charAt(at) == '[') {
            return endOfClass(regex, at);
        }
        return at + (regex.charAt(at) == '\\' ? 2 : 1);
    }

    /** Where what follows a class begins. */
    static int endOfClass(String regex, int start) {
        int at = start + 1;
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        // A bracket that comes first is one of the class.
        int first = at;
        while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
            int name = regex.startsWith("[:", at) ? regex.indexOf(":]", at + 2) : -1;
            if (name >= 0) {
                at = name + 2;
            } else {
                at += regex.charAt(at) == '\\' ? 2 : 1;
            }
        }
        return at + 1;
    }
}
