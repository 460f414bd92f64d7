package dev.bqdispatch.regex;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A class in brackets. One of few single characters is a choice among these, any other is one character out of many. */
final class CharacterClass {
    private static final int FEW = 4;
    private static final String SETS = "dDsSwWpP";

    private final String regex;
    private final boolean anyCase;
    private final Set<Integer> members = new LinkedHashSet<>();
    private boolean many;
    private int at;

    /** @param start where its bracket is */
    CharacterClass(String regex, int start, boolean anyCase) {
        this.regex = regex;
        this.anyCase = anyCase;
        at = start + 1;
        if (regex.startsWith("^", at)) {
            many = true;
            at++;
        }
        // A bracket that comes first is a member.
        for (int first = at; at == first || !regex.startsWith("]", at); ) {
            item();
        }
        at++;
    }

    /** Where what follows it begins. */
    int end() {
        return at;
    }

    Node node() {
        if (many || members.size() > FEW) {
            return new Node.One();
        }
        List<Node> choices = new ArrayList<>();
        members.forEach(point -> choices.add(RegexReader.text(point, anyCase)));
        return choices.size() == 1 ? choices.get(0) : new Node.Choice(choices);
    }

    private void item() {
        int named = regex.startsWith("[:", at) ? regex.indexOf(":]", at) : -1;
        if (named >= 0) {
            many = true;
            at = named + 2;
        } else if (regex.startsWith("\\", at) && at + 1 < regex.length() && isSet(regex.charAt(at + 1))) {
            many = true;
            at += 2;
        } else {
            members.add(member());
            if (regex.startsWith("-", at) && !regex.startsWith("-]", at)) {
                at++;
                members.add(member());
                many = true;
            }
        }
    }

    private static boolean isSet(char letter) {
        return SETS.indexOf(letter) >= 0;
    }

    private int member() {
        if (at >= regex.length()) {
            throw new NotUnderstood();
        }
        int point = regex.codePointAt(at);
        at += Character.charCount(point);
        if (point != '\\') {
            return point;
        }
        if (at >= regex.length()) {
            throw new NotUnderstood();
        }
        return escaped(regex.charAt(at++));
    }

    /** The character that stands behind a backslash; numbers are not read. */
    static int escaped(char kind) {
        return switch (kind) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            default -> {
                if (kind == 0 || kind >= 128 || Character.isLetterOrDigit(kind)) {
                    throw new NotUnderstood();
                }
                yield kind;
            }
        };
    }
}
