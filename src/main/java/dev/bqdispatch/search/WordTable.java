package dev.bqdispatch.search;

import java.util.Arrays;
import java.util.List;

/**
 * Words of texts, and where in which length of text each stands. What seems to be such a text is looked up whole: so it does
 * not matter how many texts have a word in common.
 */
final class WordTable {
    private static final int LENGTH_BITS = 8;
    /** Of longer texts only the beginning is looked for. */
    static final int LONGEST = (1 << LENGTH_BITS) - 1;

    private static final int FRAME_BITS = 16;

    private final Sampling sampling;
    /** Words of 64 bits, in one of which two bits are set for each known word: most words are not known, and end here. */
    private final long[] filter;

    private final int filterShift;
    private final int bucketShift;
    private final int[] from;
    /** By buckets: the offset of a word in a text, and the length of that text. */
    private final char[] frames;

    /** @param texts as {@link Folded} has them, each once, all of the sampling's lengths */
    WordTable(Sampling sampling, List<byte[]> texts) {
        this.sampling = sampling;
        int words = texts.size() * sampling.step();
        int filterBits = bits(words / 4L);
        int bucketBits = bits(words);
        filterShift = 64 - filterBits;
        bucketShift = 64 - bucketBits;
        filter = new long[1 << filterBits];
        from = new int[(1 << bucketBits) + 1];
        frames = frames(texts, new RareWords(sampling, texts));
    }

    /** How many bits number so many things, one at least. */
    private static int bits(long things) {
        return Math.max(1, 64 - Long.numberOfLeadingZeros(things));
    }

    private char[] frames(List<byte[]> texts, RareWords rare) {
        long[] keys = new long[texts.size() * sampling.step()];
        int size = 0;
        for (byte[] text : texts) {
            int start = rare.start(text);
            for (int at = start; at < start + sampling.step(); at++) {
                long hash = Folded.mixed(Folded.word(text, at, sampling.word()));
                filter[(int) (hash >>> filterShift)] |= mask(hash);
                keys[size++] = hash >>> bucketShift << FRAME_BITS | (long) at << LENGTH_BITS | text.length;
            }
        }
        return packed(keys);
    }

    private char[] packed(long[] keys) {
        Arrays.sort(keys);
        char[] packed = new char[keys.length];
        int size = 0;
        for (int i = 0; i < keys.length; i++) {
            if (i == 0 || keys[i] != keys[i - 1]) {
                packed[size++] = (char) keys[i];
                from[(int) (keys[i] >>> FRAME_BITS) + 1] = size;
            }
        }
        for (int bucket = 1; bucket < from.length; bucket++) {
            from[bucket] = Math.max(from[bucket], from[bucket - 1]);
        }
        return Arrays.copyOf(packed, size);
    }

    private static long mask(long hash) {
        return 1L << (hash >>> 20) | 1L << (hash >>> 26);
    }

    /** Adds the owners of the texts that stand in another one. */
    void find(byte[] text, Owners owners, Hits hits) {
        // A loop for each size: the compiler does not take the choice out of one loop for all.
        switch (sampling.word()) {
            case 8 -> findEights(text, owners, hits);
            case 4 -> findFours(text, owners, hits);
            default -> findTwos(text, owners, hits);
        }
    }

    private void findEights(byte[] text, Owners owners, Hits hits) {
        int step = sampling.step();
        for (int at = 0; at <= text.length - 8; at += step) {
            look(Folded.mixed(Folded.word(text, at, 8)), text, at, owners, hits);
        }
    }

    private void findFours(byte[] text, Owners owners, Hits hits) {
        int step = sampling.step();
        for (int at = 0; at <= text.length - 4; at += step) {
            look(Folded.mixed(Folded.word(text, at, 4)), text, at, owners, hits);
        }
    }

    private void findTwos(byte[] text, Owners owners, Hits hits) {
        int step = sampling.step();
        for (int at = 0; at <= text.length - 2; at += step) {
            look(Folded.mixed(Folded.word(text, at, 2)), text, at, owners, hits);
        }
    }

    private void look(long hash, byte[] text, int at, Owners owners, Hits hits) {
        long mask = mask(hash);
        if ((filter[(int) (hash >>> filterShift)] & mask) == mask) {
            lookUp(text, at, (int) (hash >>> bucketShift), owners, hits);
        }
    }

    private void lookUp(byte[] text, int at, int bucket, Owners owners, Hits hits) {
        for (int i = from[bucket]; i < from[bucket + 1]; i++) {
            int start = at - (frames[i] >>> LENGTH_BITS);
            int end = start + (frames[i] & LONGEST);
            if (start >= 0 && end <= text.length) {
                owners.addTo(hits, Folded.hash(text, start, end));
            }
        }
    }
}
