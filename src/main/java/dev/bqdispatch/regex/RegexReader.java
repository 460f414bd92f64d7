package dev.bqdispatch.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a valid regex; used once. Constructs that are rare, or that RE2/J reads in a way of its own, are not
 * understood.
 *
 * @see <a href="https://github.com/google/re2/wiki/Syntax">RE2's syntax</a>
 */
final class RegexReader {
    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 50;

    private static final Pattern COUNT =
            Pattern.compile("\\{(?<from>0|[1-9][0-9]{0,3})(?<open>,(?<to>0|[1-9][0-9]{0,3})?)?}");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?(?<on>[imsU]*)(?:-(?<off>[imsU]+))?(?<end>[:)])");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P?<\\w+>");
    private static final Pattern UNICODE = Pattern.compile("\\\\[pP](?:\\{[^}]*}|[A-Za-z])");

    private final String regex;
    private final Matcher count;
    private final Matcher flags;
    private final Matcher named;
    private final Matcher unicode;
    private int at;
    private int depth;
    private boolean anyCase;
    private boolean lines;

    private RegexReader(String regex) {
        this.regex = regex;
        count = COUNT.matcher(regex);
        flags = FLAGS.matcher(regex);
        named = NAMED.matcher(regex);
        unicode = UNICODE.matcher(regex);
    }

    /** The regex as a tree; empty if it is not understood. */
    static Optional<Node> read(String regex) {
        if (regex.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            RegexReader reader = new RegexReader(regex);
            Node node = reader.choice();
            return reader.at == regex.length() ? Optional.of(node) : Optional.empty();
        } catch (NotUnderstood e) {
            return Optional.empty();
        }
    }

    private Node choice() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood();
        }
        List<Node> branches = new ArrayList<>();
        branches.add(sequence());
        while (next('|')) {
            at++;
            branches.add(sequence());
        }
        depth--;
        return branches.size() == 1 ? branches.get(0) : new Node.Choice(branches);
    }

    private Node sequence() {
        Parts parts = new Parts();
        while (at < regex.length() && !next('|') && !next(')')) {
            if (regex.startsWith("\\Q", at)) {
                quoted(parts);
            } else {
                atom(parts);
            }
        }
        return parts.node();
    }

    /** A repetition after a quotation is of its last character. */
    private void quoted(Parts parts) {
        int end = regex.indexOf("\\E", at + 2);
        int until = end < 0 ? regex.length() : end;
        at += 2;
        while (at < until) {
            Node one = character();
            if (at < until) {
                parts.add(one);
            } else {
                at = Math.min(until + 2, regex.length());
                repeated(one, parts);
            }
        }
        at = Math.max(at, Math.min(until + 2, regex.length()));
    }

    private void atom(Parts parts) {
        switch (regex.charAt(at)) {
            case '(' -> group(parts);
            case '[' -> {
                CharacterClass found = new CharacterClass(regex, at, anyCase);
                at = found.end();
                repeated(found.node(), parts);
            }
            case '\\' -> repeated(escape(), parts);
            case '.' -> repeated(single(new Node.Dot()), parts);
            case '^' -> repeated(single(lines ? new Node.Edge() : new Node.Start()), parts);
            case '$' -> repeated(single(lines ? new Node.Edge() : new Node.End()), parts);
            // A brace that begins no repetition is a character, and a repetition of nothing is one of what was before.
            case '{', '*', '+', '?' -> throw new NotUnderstood();
            default -> repeated(character(), parts);
        }
    }

    private Node single(Node node) {
        at++;
        return node;
    }

    private Node character() {
        int point = regex.codePointAt(at);
        at += Character.charCount(point);
        return text(point, anyCase);
    }

    /** Beyond ASCII the cases of a character are not known here. */
    static Node text(int point, boolean anyCase) {
        return anyCase && point >= 128 ? new Node.One() : new Node.Text(Character.toString(point), anyCase);
    }

    private void group(Parts parts) {
        boolean outerCase = anyCase;
        boolean outerLines = lines;
        if (flags.region(at, regex.length()).lookingAt()) {
            at = flags.end();
            set(flags.group("on"), true);
            set(flags.group("off"), false);
            if (flags.group("end").equals(")")) {
                return;
            }
        } else if (named.region(at, regex.length()).lookingAt()) {
            at = named.end();
        } else if (regex.startsWith("(?", at)) {
            throw new NotUnderstood();
        } else {
            at++;
        }
        Node inner = choice();
        if (!next(')')) {
            throw new NotUnderstood();
        }
        at++;
        anyCase = outerCase;
        lines = outerLines;
        repeated(inner, parts);
    }

    private void set(@Nullable String letters, boolean value) {
        if (letters != null) {
            anyCase = letters.indexOf('i') >= 0 ? value : anyCase;
            lines = letters.indexOf('m') >= 0 ? value : lines;
        }
    }

    private Node escape() {
        if (unicode.region(at, regex.length()).lookingAt()) {
            at = unicode.end();
            return new Node.One();
        }
        char kind = at + 1 < regex.length() ? regex.charAt(at + 1) : 0;
        at += 2;
        return switch (kind) {
            case 'A' -> new Node.Start();
            case 'z' -> new Node.End();
            case 'b', 'B' -> new Node.Edge();
            case 'd', 'D', 's', 'S', 'w', 'W' -> new Node.One();
            default -> text(CharacterClass.escaped(kind), anyCase);
        };
    }

    /** Adds what was read, as often as is said after it. */
    private void repeated(Node one, Parts parts) {
        int least = 1;
        int most = 1;
        if (next('*') || next('+') || next('?')) {
            least = next('+') ? 1 : 0;
            most = next('?') ? 1 : Node.Repeat.NO_LIMIT;
            at++;
        } else if (next('{') && count.region(at, regex.length()).lookingAt()) {
            least = Integer.parseInt(count.group("from"));
            String to = count.group("to");
            most = count.group("open") == null ? least : to == null ? Node.Repeat.NO_LIMIT : Integer.parseInt(to);
            at = count.end();
        } else {
            parts.add(one);
            return;
        }
        if (next('?')) {
            at++;
        }
        parts.add(new Node.Repeat(one, least, most));
    }

    private boolean next(char expected) {
        return at < regex.length() && regex.charAt(at) == expected;
    }
}
