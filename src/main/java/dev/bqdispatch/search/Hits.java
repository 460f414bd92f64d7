package dev.bqdispatch.search;

import java.util.Arrays;

/** Owners of what was found; used once. */
public final class Hits {
    private static final int[] NONE = {};

    private int[] owners = NONE;
    private int size;

    /** The same owner may be added several times. */
    public void add(int owner) {
        if (size > 0 && owners[size - 1] == owner) {
            return;
        }
        if (size == owners.length) {
            makeRoom();
        }
        owners[size++] = owner;
    }

    /** However often a text is found, its owner is kept only a few times. */
    private void makeRoom() {
        sort();
        if (size >= owners.length / 2) {
            owners = Arrays.copyOf(owners, Math.max(8, owners.length * 2));
        }
    }

    /** Puts the owners in order, each once. */
    public void sort() {
        if (size < 2) {
            return;
        }
        Arrays.sort(owners, 0, size);
        int kept = 1;
        for (int i = 1; i < size; i++) {
            if (owners[i] != owners[kept - 1]) {
                owners[kept++] = owners[i];
            }
        }
        size = kept;
    }

    /** How many there are; each is counted once after {@link #sort}. */
    public int size() {
        return size;
    }

    /** One of the owners, by its index from 0. */
    public int get(int index) {
        return owners[index];
    }
}
