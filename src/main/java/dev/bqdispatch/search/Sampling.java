package dev.bqdispatch.search;

/**
 * How texts of one range of lengths are found: every so many characters a word of the other text is looked at. So that one
 * of them is met wherever a text stands, as many words of it as one step has are known.
 *
 * @param word length of a word: 2, 4 or 8 characters
 * @param step from one word to the next
 */
record Sampling(int word, int step) {
    /** From the longest texts to the shortest; the longer a text is, the fewer words are to be looked at. */
    static final Sampling[] ALL = {
        new Sampling(8, 8), new Sampling(4, 8), new Sampling(4, 4), new Sampling(4, 1), new Sampling(2, 1)
    };

    /** The shortest text that can be found. */
    int shortest() {
        return word + step - 1;
    }

    static Sampling of(int length) {
        for (Sampling each : ALL) {
            if (length >= each.shortest()) {
                return each;
            }
        }
        throw new IllegalArgumentException("too short to be found: " + length);
    }
}
