package dev.bqdispatch.bench;

import java.util.Locale;

/** What a value is counted in, and how it is written. */
enum Unit {
    /** One thing over another. */
    RATIO(""),
    NANOS("ns"),
    MILLIS("ms"),
    MEGABYTES("MB"),
    BYTES("bytes"),
    PER_SECOND("/s"),
    CALLS("calls");

    private static final int THOUSAND = 1_000;

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    /** A value with its unit, or with a larger one that makes it easier to read. */
    String write(double value) {
        return switch (this) {
            case RATIO -> String.format(Locale.ROOT, "%,.2f", value);
            case NANOS -> time(value);
            case MILLIS -> time(value * THOUSAND * THOUSAND);
            case PER_SECOND -> String.format(Locale.ROOT, "%,.0f/s", value);
            default -> String.format(Locale.ROOT, "%,.0f %s", value, symbol);
        };
    }

    private static String time(double nanos) {
        double value = nanos;
        for (String unit : new String[] {"ns", "µs", "ms"}) {
            if (Math.abs(value) < THOUSAND) {
                return threeDigits(value) + " " + unit;
            }
            value /= THOUSAND;
        }
        return threeDigits(value) + " s";
    }

    /** Nobody can measure more of them. */
    private static String threeDigits(double value) {
        boolean whole = value == Math.rint(value);
        int size = Math.abs(value) >= 100 || whole ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + size + "f", value);
    }
}
