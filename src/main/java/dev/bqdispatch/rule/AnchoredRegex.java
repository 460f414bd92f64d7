package dev.bqdispatch.rule;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regex that can only match at the start of a text, in two forms: what it matches, and how such matches may begin. Both
 * match too much rather than too little: assertions within are left out. Regexes with rarer constructs are not
 * understood.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
final class AnchoredRegex {
    /** The second form is several times as long as the regex. */
    private static final int LONGEST = 500;

    private static final Pattern HEAD = Pattern.compile("^((?:\\(\\?[isU]+\\))?)(?:\\^|\\\\A)");
    private static final String NOT_UNDERSTOOD = "QCx0123456789";
    private static final String ASSERTIONS = "AzbB";
    private static final Pattern REPEAT = Pattern.compile("^\\{[0-9]+(?:,[0-9]*)?\\}");

    private final String regex;
    private int at;
    private int afterEnd;

    private AnchoredRegex(String regex, int at) {
        this.regex = regex;
        this.at = at;
    }

    /** Thrown where a regex is not understood; never leaves this class. */
    private static final class Rare extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rare() {
            super(null, null, false, false);
        }
    }

    /**
     * Two regexes, not anchored.
     *
     * @param whole what is matched
     * @param begun what matches begin with, from nothing up to the whole
     */
    private record Forms(String whole, String begun) {
        static final Forms EMPTY = new Forms("", "");

        Forms then(Forms next) {
            return new Forms(whole + next.whole, "(?:" + begun + "|" + whole + next.begun + ")");
        }

        Forms or(Forms other) {
            return new Forms("(?:" + whole + "|" + other.whole + ")", "(?:" + begun + "|" + other.begun + ")");
        }

        /** @param closed whether a match must reach the end of the text, which is still to come */
        boolean exclude(String flags, String text, boolean closed) {
            return (closed
                            || !Pattern.compile(flags + "\\A(?:" + whole + ")")
                                    .matcher(text)
                                    .find())
                    && !Pattern.compile(flags + "(?:" + begun + ")")
                            .matcher(text)
                            .matches();
        }

        Forms repeated(String quantifier) {
            boolean once = quantifier.equals("?");
            return new Forms("(?:" + whole + ")" + quantifier, once ? begun : "(?:" + whole + ")*" + begun);
        }
    }

    /** Whether the regex surely is found in no text that begins like this one. */
    static boolean excludes(Pattern pattern, String beginning) {
        String regex = pattern.pattern();
        Matcher head = HEAD.matcher(regex);
        if (regex.length() > LONGEST || !head.find()) {
            return false;
        }
        String flags = head.group(1);
        try {
            AnchoredRegex anchored = new AnchoredRegex(regex, head.end());
            return anchored.read()
                    .filter(forms -> forms.exclude(flags, beginning, anchored.isClosed()))
                    .isPresent();
        } catch (PatternSyntaxException e) {
            // What was just within RE2's limits may be beyond them with its beginnings.
            return false;
        }
    }

    /** Whether the last thing is the end of the text. */
    private boolean isClosed() {
        return afterEnd == regex.length();
    }

    private Optional<Forms> read() {
        try {
            Forms forms = sequence();
            // An alternative at the top need not be anchored.
            return at == regex.length() ? Optional.of(forms) : Optional.empty();
        } catch (Rare e) {
            return Optional.empty();
        }
    }

    private Forms alternatives() {
        Forms forms = sequence();
        while (next() == '|') {
            at++;
            forms = forms.or(sequence());
        }
        return forms;
    }

    private Forms sequence() {
        if (next() == 0 || next() == '|' || next() == ')') {
            return Forms.EMPTY;
        }
        Forms first = atom();
        String quantifier = quantifier();
        return (quantifier.isEmpty() ? first : first.repeated(quantifier)).then(sequence());
    }

    /** Empty if there is none. A question mark after it only says which of several matches to prefer. */
    private String quantifier() {
        String found = "";
        if (next() == '*' || next() == '+' || next() == '?') {
            found = regex.substring(at, at + 1);
        } else if (next() == '{') {
            Matcher repeat = REPEAT.matcher(regex.substring(at));
            found = repeat.find() ? repeat.group() : "";
        }
        at += found.length();
        if (!found.isEmpty() && next() == '?') {
            at++;
        }
        return found;
    }

    private Forms atom() {
        int start = at;
        switch (next()) {
            case '(' -> {
                return group();
            }
            case '[' -> at = Beginnings.endOfClass(regex, at);
            case '\\' -> {
                return escape();
            }
            case '^', '$' -> {
                afterEnd = next() == '$' ? at + 1 : afterEnd;
                at++;
                return Forms.EMPTY;
            }
            default -> at += Character.charCount(regex.codePointAt(at));
        }
        return single(regex.substring(start, at));
    }

    private static Forms single(String one) {
        return new Forms(one, "(?:" + one + ")?");
    }

    private Forms group() {
        at++;
        if (next() == '?') {
            int body = regex.startsWith("?:", at) ? at + 2 : regex.indexOf('>', at) + 1;
            boolean named = regex.startsWith("?P<", at) || regex.startsWith("?<", at);
            if (!regex.startsWith("?:", at) && !named) {
                throw new Rare();
            }
            at = body;
        }
        Forms forms = alternatives();
        at++;
        return new Forms("(?:" + forms.whole() + ")", "(?:" + forms.begun() + ")");
    }

    private Forms escape() {
        char kind = regex.charAt(at + 1);
        if (NOT_UNDERSTOOD.indexOf(kind) >= 0) {
            throw new Rare();
        }
        int start = at;
        at += 2;
        if (ASSERTIONS.indexOf(kind) >= 0) {
            afterEnd = kind == 'z' ? at : afterEnd;
            return Forms.EMPTY;
        }
        if (kind == 'p' || kind == 'P') {
            at = next() == '{' ? regex.indexOf('}', at) + 1 : at + 1;
        }
        return single(regex.substring(start, at));
    }

    private char next() {
        return at < regex.length() ? regex.charAt(at) : 0;
    }
}
