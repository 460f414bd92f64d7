package dev.bqdispatch.bench;

/**
 * What a measured value is held against.
 *
 * @param limit in the row's unit; the value itself is still good
 */
record Bar(Sense sense, double limit) {
    enum Sense {
        AT_MOST,
        AT_LEAST
    }

    static Bar atMost(double limit) {
        return new Bar(Sense.AT_MOST, limit);
    }

    static Bar atLeast(double limit) {
        return new Bar(Sense.AT_LEAST, limit);
    }

    /** No number is no pass. */
    boolean holds(double measured) {
        return sense == Sense.AT_MOST ? measured <= limit : measured >= limit;
    }

    String words() {
        return sense == Sense.AT_MOST ? "at most" : "at least";
    }
}
