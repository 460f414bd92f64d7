package dev.bqdispatch.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Guesses which word was meant. */
public final class Spelling {
    /** A longer word is no slip of any known one, and would take long to compare. */
    private static final int LONGEST = 64;

    /** In a shorter word two slips leave nothing to know it by. */
    private static final int SHORT = 4;

    private static final int LISTED = 12;

    private Spelling() {}

    /** The known word with the least edit distance, without regard to case. */
    public static String nearest(String word, Collection<String> known) {
        String start = cut(word);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(start, candidate)))
                .orElse("");
    }

    /**
     * What to say of a key that is not known, from the semicolon on: the one that was probably meant, else what could
     * have been written.
     *
     * @param known those worth writing; at least one
     */
    public static String hint(String word, Collection<String> known) {
        return meant(word, known)
                .map(near -> "; the nearest known key is '" + near + "'")
                .orElseGet(() -> "; expected one of "
                        + known.stream().limit(LISTED).collect(Collectors.joining(", "))
                        + (known.size() > LISTED ? ", …" : ""));
    }

    /** The known word that is one slip away, else one that is a part of the word or has it as a part, else a near one. */
    static Optional<String> meant(String word, Collection<String> known) {
        String start = cut(word);
        String near = nearest(start, known);
        int slips = distance(start, near);
        List<String> related =
                known.stream().filter(candidate -> isRelated(start, candidate)).toList();
        if (slips > 1 && !related.isEmpty()) {
            return Optional.of(nearest(start, related));
        }
        int most = start.length() < SHORT ? 1 : Math.max(2, start.length() / 3);
        return Optional.of(near).filter(found -> !found.isEmpty() && slips <= most);
    }

    /** Whether one begins with the other, or a longer one is somewhere in it. */
    private static boolean isRelated(String left, String right) {
        boolean leftIsLonger = left.length() > right.length();
        String inner = (leftIsLonger ? right : left).toLowerCase(Locale.ROOT);
        String outer = (leftIsLonger ? left : right).toLowerCase(Locale.ROOT);
        return outer.startsWith(inner) ? inner.length() >= SHORT - 1 : inner.length() >= SHORT && outer.contains(inner);
    }

    private static String cut(String word) {
        return word.substring(0, Math.min(word.length(), LONGEST));
    }

    /** The known word that was probably meant: one or two slips away, as its length allows; empty if none is near. */
    public static Optional<String> slip(String word, Collection<String> known) {
        int slips = Math.min(2, word.length() / 3);
        List<String> similar = known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= slips)
                .toList();
        return Optional.of(nearest(word, similar)).filter(near -> distance(word, near) <= slips);
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
