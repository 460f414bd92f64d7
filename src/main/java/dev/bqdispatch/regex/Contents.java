package dev.bqdispatch.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the matches of a part of a regex contain.
 *
 * @param exact all texts that it matches; none if they are not known, or too many
 * @param needed lists of texts; each match contains at least one of each list
 */
record Contents(List<String> exact, List<List<String>> needed) {
    private static final int MOST_TEXTS = 16;
    private static final int MOST_CHARACTERS = 2_000;
    /** A single character is found in nearly every text. */
    private static final int SHORTEST = 2;

    private static final Contents UNKNOWN = new Contents(List.of(), List.of());
    private static final List<String> NOTHING = List.of("");

    static Contents of(Node node) {
        if (node instanceof Node.Text text) {
            return exactly(List.of(text.text()));
        } else if (node instanceof Node.Sequence sequence) {
            return sequence(sequence.parts());
        } else if (node instanceof Node.Choice choice) {
            return choice(choice.branches());
        } else if (node instanceof Node.Repeat repeat) {
            return repeat(repeat);
        }
        return isNothing(node) ? exactly(NOTHING) : UNKNOWN;
    }

    /** What stands at the end of each text in which the regex is found; none if nothing is known of that. */
    static List<String> endings(Node regex) {
        List<Node> parts = regex.parts();
        boolean closed = false;
        List<String> endings = NOTHING;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Node part = parts.get(i);
            closed |= part instanceof Node.End;
            List<String> before = closed || isNothing(part) ? of(part).exact() : List.of();
            if (before.isEmpty() || !fits(before, endings)) {
                break;
            }
            endings = product(before, endings);
        }
        return isUseful(endings) ? endings : List.of();
    }

    private static boolean isNothing(Node node) {
        return node instanceof Node.Start || node instanceof Node.End || node instanceof Node.Edge;
    }

    private static Contents exactly(List<String> texts) {
        return new Contents(texts, isUseful(texts) ? List.of(texts) : List.of());
    }

    private static Contents sequence(List<Node> parts) {
        List<List<String>> needed = new ArrayList<>();
        List<String> run = NOTHING;
        boolean whole = true;
        for (Node part : parts) {
            Contents next = of(part);
            if (!next.exact.isEmpty() && fits(run, next.exact)) {
                run = product(run, next.exact);
            } else {
                whole = false;
                needed.addAll(exactly(run).needed);
                needed.addAll(next.exact.isEmpty() ? next.needed : List.of());
                run = next.exact.isEmpty() ? NOTHING : next.exact;
            }
        }
        needed.addAll(exactly(run).needed);
        return new Contents(whole ? run : List.of(), needed);
    }

    private static Contents choice(List<Node> branches) {
        List<Contents> all = branches.stream().map(Contents::of).collect(Collectors.toList());
        List<String> exact = new ArrayList<>();
        List<String> needed = new ArrayList<>();
        for (Contents branch : all) {
            exact.addAll(branch.exact);
            needed.addAll(branch.best());
        }
        boolean isExact = all.stream().noneMatch(branch -> branch.exact.isEmpty()) && exact.size() <= MOST_TEXTS;
        boolean isNeeded = all.stream().noneMatch(branch -> branch.best().isEmpty()) && needed.size() <= MOST_TEXTS;
        return new Contents(isExact ? exact : List.of(), isNeeded ? List.of(needed) : List.of());
    }

    /** The list whose shortest text is the longest; none if there is none. */
    private List<String> best() {
        List<String> best = List.of();
        for (List<String> each : needed) {
            best = shortest(each) > shortest(best) ? each : best;
        }
        return best;
    }

    private static Contents repeat(Node.Repeat repeat) {
        Contents once = of(repeat.part());
        if (repeat.least() == 0) {
            return repeat.most() == 1 && !once.exact.isEmpty() ? choice(List.of(repeat.part(), nothing())) : UNKNOWN;
        }
        if (once.exact.size() == 1 && once.exact.get(0).length() * (long) repeat.least() <= MOST_CHARACTERS) {
            List<String> texts = List.of(once.exact.get(0).repeat(repeat.least()));
            return new Contents(repeat.most() == repeat.least() ? texts : List.of(), exactly(texts).needed);
        }
        return new Contents(repeat.most() == 1 ? once.exact : List.of(), once.needed);
    }

    private static Node nothing() {
        return new Node.Sequence(List.of());
    }

    private static boolean isUseful(List<String> texts) {
        return shortest(texts) >= SHORTEST;
    }

    private static int shortest(List<String> texts) {
        int shortest = texts.isEmpty() ? 0 : Integer.MAX_VALUE;
        for (String text : texts) {
            shortest = Math.min(shortest, text.codePointCount(0, text.length()));
        }
        return shortest;
    }

    private static boolean fits(List<String> first, List<String> second) {
        long texts = (long) first.size() * second.size();
        return texts <= MOST_TEXTS && texts * (longest(first) + longest(second)) <= MOST_CHARACTERS;
    }

    private static int longest(List<String> texts) {
        int longest = 0;
        for (String text : texts) {
            longest = Math.max(longest, text.length());
        }
        return longest;
    }

    private static List<String> product(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first.size() * second.size());
        for (String start : first) {
            for (String end : second) {
                all.add(start.concat(end));
            }
        }
        return all;
    }
}
