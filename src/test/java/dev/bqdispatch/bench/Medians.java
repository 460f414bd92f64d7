package dev.bqdispatch.bench;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What many measurements say together. */
final class Medians {
    private Medians() {}

    /** Two values that were taken one right after the other, so that whatever slows one slows the other. */
    record Pair(double one, double other) {
        double ratio() {
            return one / other;
        }

        double difference() {
            return one - other;
        }
    }

    /**
     * The middle value, or the mean of the two in the middle.
     *
     * @param values one or more
     */
    static double of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** How many values there are and how far they go, as in {@code median of 5, 0.90 to 1.10}. */
    static String words(Collection<Double> values, Unit unit) {
        return "median of " + values.size() + ", " + unit.write(Collections.min(values)) + " to "
                + unit.write(Collections.max(values));
    }

    /** The middle one of the ratios, which is not the ratio of the middle ones. */
    static double ratio(Collection<Pair> pairs) {
        return of(pairs.stream().map(Pair::ratio).toList());
    }

    /** The middle one of the differences. */
    static double difference(Collection<Pair> pairs) {
        return of(pairs.stream().map(Pair::difference).toList());
    }
}
