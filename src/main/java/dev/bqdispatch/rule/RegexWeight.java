package dev.bqdispatch.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Weighs a regex: one for each character to match, times how often it is repeated. Not every regex it takes is one. */
final class RegexWeight {
    private static final long TOO_MUCH = Integer.MAX_VALUE;
    /** Classes of Unicode are long tables. */
    private static final int UNICODE_CLASS = 200;

    private static final Pattern COUNT = Pattern.compile("\\{(?<from>[0-9]{1,9})(?:,(?<to>[0-9]{0,9}))?}");

    private final String regex;
    private final int deepest;
    private final Deque<Long> outer = new ArrayDeque<>();
    private final Matcher count;
    /** Of the group that is open, without its last part. */
    private long group;

    private long last;

    RegexWeight(String regex, int deepest) {
        this.regex = regex;
        this.deepest = deepest;
        this.count = COUNT.matcher(regex);
    }

    long total() {
        int at = 0;
        while (at < regex.length()) {
            if (outer.size() > deepest) {
                return TOO_MUCH;
            }
            at = next(at);
        }
        while (!outer.isEmpty()) {
            close();
        }
        return group + last;
    }

    private int next(int at) {
        switch (regex.charAt(at)) {
            case '(' -> {
                outer.push(bounded(group + last));
                group = 0;
                last = 0;
            }
            case ')' -> close();
            case '[' -> {
                int end = endOfClass(at);
                part(2L + (end - at) + unicodeClasses(at, end));
                return end;
            }
            case '\\' -> {
                boolean unicode = regex.startsWith("p", at + 1) || regex.startsWith("P", at + 1);
                part(unicode ? UNICODE_CLASS : 1);
                return at + 2;
            }
            case '{' -> {
                return repetition(at);
            }
            default -> part(1);
        }
        return at + 1;
    }

    private void part(long weight) {
        group = bounded(group + last);
        last = weight;
    }

    private void close() {
        long inner = bounded(group + last + 2);
        group = outer.isEmpty() ? 0 : outer.pop();
        last = inner;
    }

    private int repetition(int at) {
        if (!count.region(at, regex.length()).lookingAt()) {
            part(1);
            return at + 1;
        }
        String to = count.group("to");
        long times = Long.parseLong(to == null || to.isEmpty() ? count.group("from") : to);
        last = bounded(last * Math.max(1, times));
        return count.end();
    }

    private int endOfClass(int start) {
        int at = start + 1;
        at += regex.startsWith("^", at) ? 1 : 0;
        at += regex.startsWith("]", at) ? 1 : 0;
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, regex.length());
    }

    private long unicodeClasses(int from, int to) {
        long found = 0;
        for (int at = regex.indexOf('\\', from); at >= 0 && at < to; at = regex.indexOf('\\', at + 2)) {
            found += regex.startsWith("p", at + 1) || regex.startsWith("P", at + 1) ? UNICODE_CLASS : 0;
        }
        return found;
    }

    private static long bounded(long weight) {
        return Math.min(weight, TOO_MUCH);
    }
}
