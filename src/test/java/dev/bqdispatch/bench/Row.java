package dev.bqdispatch.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param name of the measurement that it comes of
 * @param bar none if the value is for information
 * @param measured none if it could not be measured
 * @param note how it was taken, or why it was not; may be empty
 */
record Row(String name, String what, Unit unit, Optional<Bar> bar, OptionalDouble measured, String note) {
    enum Verdict {
        OK("ok"),
        MISSED("MISSED"),
        /** Nobody says how much it may be. */
        INFORMATION(""),
        /** Neither good nor bad. */
        NOT_MEASURED("not measured");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Row held(String name, String what, Unit unit, Bar bar, double measured, String note) {
        return new Row(name, what, unit, Optional.of(bar), OptionalDouble.of(measured), note);
    }

    static Row information(String name, String what, Unit unit, double measured, String note) {
        return new Row(name, what, unit, Optional.empty(), OptionalDouble.of(measured), note);
    }

    static Row missing(String name, String what, Unit unit, Bar bar, String why) {
        return new Row(name, what, unit, Optional.of(bar), OptionalDouble.empty(), why);
    }

    Verdict verdict() {
        if (measured.isEmpty()) {
            return Verdict.NOT_MEASURED;
        }
        return bar.map(held -> held.holds(measured.getAsDouble()) ? Verdict.OK : Verdict.MISSED)
                .orElse(Verdict.INFORMATION);
    }

    /** The bar in words; empty if there is none. */
    String barText() {
        return bar.map(held -> held.words() + " " + unit.write(held.limit())).orElse("");
    }

    /** The value in words; empty if there is none. */
    String measuredText() {
        return measured.isPresent() ? unit.write(measured.getAsDouble()) : "";
    }
}
