package dev.bqdispatch.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bqdispatch.regex.LazyPattern;

/**
 * Compiles the regexes of documents. RE2 searches in linear time, but a short text such as <code>(a{1000}b){9}</code>
 * can stand for much to compile, so each is weighed before.
 */
public final class Regexes {
    private static final int DEEPEST = 200;

    private final long most;
    private long used;

    /** @param most steps of all regexes together */
    Regexes(long most) {
        this.most = most;
    }

    /** Compiles one regex, which counts towards the limit of all. */
    LazyPattern compileNext(String regex) {
        used += Math.min(weight(regex), Limits.REGEX);
        if (used > most) {
            throw new PatternSyntaxException("all regexes together take more than " + most + " steps");
        }
        return LazyPattern.of(compile(regex));
    }

    /**
     * Compiles one regex.
     *
     * @throws PatternSyntaxException if it is none, or too much to compile
     */
    public static Pattern compile(String regex) {
        long weight = weight(regex);
        if (weight > Limits.REGEX) {
            throw new PatternSyntaxException(
                    "it takes more than " + Limits.REGEX + " steps, counting repetitions; expected a smaller one");
        }
        return Pattern.compile(regex);
    }

    /** About how many steps the compiled regex has; never much less, and found in one pass. */
    static long weight(String regex) {
        return regex.length() > Limits.REGEX ? regex.length() : new RegexWeight(regex, DEEPEST).total();
    }
}
