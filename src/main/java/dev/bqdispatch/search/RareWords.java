package dev.bqdispatch.search;

import java.util.List;

/** Says by which words of a text it is found: those that fewest other texts have. Counts by hashes, so not quite exactly. */
final class RareWords {
    private static final int MOST_BITS = 20;

    private final Sampling sampling;
    private final int shift;
    private final int[] counts;

    RareWords(Sampling sampling, List<byte[]> texts) {
        this.sampling = sampling;
        long words = texts.stream().mapToLong(text -> text.length).sum();
        int bits = Math.min(MOST_BITS, 65 - Long.numberOfLeadingZeros(words | 1));
        shift = 64 - bits;
        counts = new int[1 << bits];
        for (byte[] text : texts) {
            for (int at = 0; at <= text.length - sampling.word(); at++) {
                counts[slot(text, at)]++;
            }
        }
    }

    /** Where the first of the words begins; the others begin at the characters after it. */
    int start(byte[] text) {
        int[] known = new int[text.length - sampling.word() + 1];
        for (int at = 0; at < known.length; at++) {
            known[at] = counts[slot(text, at)];
        }
        int best = 0;
        int bestCount = Integer.MAX_VALUE;
        for (int start = 0; start <= text.length - sampling.shortest(); start++) {
            int count = 0;
            for (int at = start; at < start + sampling.step(); at++) {
                count = Math.max(count, known[at]);
            }
            if (count < bestCount) {
                best = start;
                bestCount = count;
            }
        }
        return best;
    }

    private int slot(byte[] text, int at) {
        return (int) (Folded.mixed(Folded.word(text, at, sampling.word())) >>> shift);
    }
}
