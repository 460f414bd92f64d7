package dev.bqdispatch.rule;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses which word was meant. */
public final class Spelling {
    /** A longer word is no slip of any known one, and would take long to compare. */
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The known word with the least edit distance, without regard to case. */
    public static String nearest(String word, Collection<String> known) {
        String start = word.substring(0, Math.min(word.length(), LONGEST));
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(start, candidate)))
                .orElse("");
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
