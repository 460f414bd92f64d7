package dev.bqdispatch.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a walk of a valid regex; used once. Understood are texts and sets of ASCII, repeated or not, dots, groups, also such
 * as may be missing, alternatives, start and end; as flags {@code i} and {@code s} for the whole.
 */
final class WalkReader {
    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 20;
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final Pattern FLAGS = Pattern.compile("\\(\\?([is]+)\\)");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P?<(\\w+)>");
    private static final Pattern COUNT =
            Pattern.compile("\\{(?<from>0|[1-9][0-9]{0,3})(?<open>,(?<to>[1-9][0-9]{0,3})?)?}");

    private final String regex;
    private final boolean anyCase;
    private final boolean dotsTakeBreaks;
    private final List<String> groups = new ArrayList<>();
    private int at;
    private int depth;

    private WalkReader(String regex) {
        this.regex = regex;
        Matcher flags = FLAGS.matcher(regex);
        boolean any = flags.lookingAt();
        at = any ? flags.end() : 0;
        anyCase = any && flags.group(1).indexOf('i') >= 0;
        dotsTakeBreaks = any && flags.group(1).indexOf('s') >= 0;
    }

    /** Puts a part before what comes after it. */
    private interface Part extends UnaryOperator<Step> {}

    /** How often something comes. */
    private record Count(int least, int most, boolean lazy) {
        static final Count ONCE = new Count(1, 1, false);
    }

    static Optional<Walk> read(String regex) {
        if (regex.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            WalkReader reader = new WalkReader(regex);
            Part whole = reader.choice();
            return reader.at == regex.length()
                    ? Optional.of(new Walk(whole.apply(new Step.Done()), reader.groups))
                    : Optional.empty();
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    private Part choice() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood();
        }
        List<Part> branches = new ArrayList<>();
        branches.add(sequence());
        while (next('|')) {
            at++;
            branches.add(sequence());
        }
        depth--;
        return branches.size() == 1 ? branches.get(0) : fork(branches);
    }

    private static Part fork(List<Part> branches) {
        return after -> new Step.Fork(
                branches.stream().map(branch -> branch.apply(after)).toList());
    }

    private Part sequence() {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (at < regex.length() && !next('|') && !next(')')) {
            char kind = regex.charAt(at);
            if (kind == '(') {
                endText(text, parts);
                parts.add(group());
            } else if (isEdge(kind)) {
                endText(text, parts);
                parts.add(edge(kind));
            } else {
                character(text, parts);
            }
        }
        endText(text, parts);
        return after -> {
            Step step = after;
            for (int i = parts.size() - 1; i >= 0; i--) {
                step = parts.get(i).apply(step);
            }
            return step;
        };
    }

    private void endText(StringBuilder text, List<Part> parts) {
        if (!text.isEmpty()) {
            String whole = text.toString();
            parts.add(after -> new Step.Text(whole, anyCase, after));
            text.setLength(0);
        }
    }

    private boolean isEdge(char kind) {
        return kind == '^' || kind == '$' || regex.startsWith("\\A", at) || regex.startsWith("\\z", at);
    }

    private Part edge(char kind) {
        boolean start = kind == '^' || regex.startsWith("\\A", at);
        at += kind == '\\' ? 2 : 1;
        once();
        return start ? Step.Start::new : Step.End::new;
    }

    /** What is repeated in another way than is read here. */
    private void once() {
        if (next('*') || next('+') || next('?') || next('{')) {
            throw new NotUnderstood();
        }
    }

    private Part group() {
        Matcher named = NAMED.matcher(regex).region(at, regex.length());
        int number = groups.size();
        boolean isNamed = named.lookingAt();
        if (isNamed) {
            groups.add(named.group(1));
            at = named.end();
        } else if (regex.startsWith("(?:", at)) {
            at += 3;
        } else if (regex.startsWith("(?", at)) {
            throw new NotUnderstood();
        } else {
            at++;
        }
        Part inner = choice();
        if (!next(')')) {
            throw new NotUnderstood();
        }
        at++;
        Part whole =
                isNamed ? after -> new Step.Mark(2 * number, inner.apply(new Step.Mark(2 * number + 1, after))) : inner;
        return perhaps(whole);
    }

    /** A group that may be missing. */
    private Part perhaps(Part group) {
        if (!next('?')) {
            once();
            return group;
        }
        Count count = count();
        Part none = after -> after;
        return fork(count.lazy() ? List.of(none, group) : List.of(group, none));
    }

    private void character(StringBuilder text, List<Part> parts) {
        AsciiReader one = new AsciiReader(regex, at, anyCase, dotsTakeBreaks);
        at = one.end();
        Count count = count();
        OptionalInt single = one.single();
        if (single.isPresent() && count.equals(Count.ONCE)) {
            text.append((char) single.getAsInt());
            return;
        }
        endText(text, parts);
        parts.add(after -> new Step.Run(one.set(), count.least(), count.most(), count.lazy(), after));
    }

    private Count count() {
        int least = 1;
        int most = 1;
        if (next('*') || next('+') || next('?')) {
            least = next('+') ? 1 : 0;
            most = next('?') ? 1 : NO_LIMIT;
            at++;
        } else if (next('{')) {
            Matcher count = COUNT.matcher(regex).region(at, regex.length());
            if (!count.lookingAt()) {
                throw new NotUnderstood();
            }
            least = Integer.parseInt(count.group("from"));
            String to = count.group("to");
            most = count.group("open") == null ? least : to == null ? NO_LIMIT : Integer.parseInt(to);
            at = count.end();
        } else {
            return Count.ONCE;
        }
        boolean lazy = next('?');
        at += lazy ? 1 : 0;
        once();
        return new Count(least, most, lazy);
    }

    private boolean next(char expected) {
        return at < regex.length() && regex.charAt(at) == expected;
    }
}
