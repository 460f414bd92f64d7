package dev.bqdispatch.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * All that was measured.
 *
 * @param rows ratios first, which mean the same on every machine, then other bars, then what is for information
 * @param curves what the chart shows
 */
record Report(Machine machine, Instant when, Duration took, Effort effort, List<Row> rows, List<Curve> curves) {
    private static final Comparator<Row> ORDER =
            Comparator.comparing((Row row) -> row.bar().isEmpty()).thenComparing(row -> row.unit() != Unit.RATIO);

    Report {
        rows = rows.stream().sorted(ORDER).toList();
        curves = List.copyOf(curves);
    }

    /** Whether no bar was missed; what could not be measured is not missed. */
    boolean good() {
        return count(Row.Verdict.MISSED) == 0;
    }

    long count(Row.Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    /** What it comes to, in a sentence. */
    String sum() {
        return count(Row.Verdict.OK) + " bars held, " + count(Row.Verdict.MISSED) + " missed, "
                + count(Row.Verdict.NOT_MEASURED) + " not measured";
    }
}
