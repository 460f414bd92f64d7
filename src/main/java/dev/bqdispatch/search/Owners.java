package dev.bqdispatch.search;

/** Owners of texts, by the hashes of these. */
final class Owners {
    private static final int NONE = -1;

    private final int shift;
    private final long[] hashes;
    private final int[] first;
    private final int[] next;
    private final int[] owners;
    private int size;

    /** @param most how many will be put */
    Owners(int most) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, most) * 2L - 1);
        shift = 64 - bits;
        hashes = new long[1 << bits];
        first = new int[1 << bits];
        next = new int[most];
        owners = new int[most];
    }

    /** @param hash not 0 */
    void put(long hash, int owner) {
        int slot = slot(hash);
        next[size] = hashes[slot] == hash ? first[slot] : NONE;
        owners[size] = owner;
        hashes[slot] = hash;
        first[slot] = size++;
    }

    void addTo(Hits hits, long hash) {
        int slot = slot(hash);
        if (hashes[slot] == hash) {
            for (int entry = first[slot]; entry != NONE; entry = next[entry]) {
                hits.add(owners[entry]);
            }
        }
    }

    boolean has(long hash) {
        return hashes[slot(hash)] == hash;
    }

    /** Where the hash is, or could be put. */
    private int slot(long hash) {
        int slot = (int) ((hash * 0x9E3779B97F4A7C15L) >>> shift);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    boolean isEmpty() {
        return size == 0;
    }
}
