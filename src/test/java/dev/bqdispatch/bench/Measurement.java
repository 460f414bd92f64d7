package dev.bqdispatch.bench;

import java.util.List;

/** Measures one part of the service. */
interface Measurement {
    /**
     * What came of it.
     *
     * @param curves for the chart, mostly none
     */
    record Found(List<Row> rows, List<Curve> curves) {
        public Found {
            rows = List.copyOf(rows);
            curves = List.copyOf(curves);
        }

        static Found of(List<Row> rows) {
            return new Found(rows, List.of());
        }
    }

    /** What {@code --only} takes. */
    String name();

    /** Whether a quick run of everything has the time for it. */
    default boolean isQuick() {
        return true;
    }

    /**
     * Measures it. What can't be measured here is a row that says why.
     *
     * @throws Exception if it went wrong
     */
    Found measure(Ground ground) throws Exception;
}
