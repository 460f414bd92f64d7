package dev.bqdispatch.bench;

import java.time.Duration;

/** How much is done to get a value. */
enum Effort {
    /** Shows that everything runs; the values mean little. */
    SMOKE,
    /** Most of what bars hang on, in some two minutes. */
    QUICK,
    /** Values to quote. */
    FULL;

    <T> T of(T smoke, T quick, T full) {
        return switch (this) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case FULL -> full;
        };
    }

    /** How long one value of a micro-benchmark is measured, and warmed up for, each time. */
    Duration iteration() {
        return Duration.ofMillis(of(20, 150, 1_000));
    }

    int warmups() {
        return of(1, 3, 3);
    }

    int iterations() {
        return of(1, 3, 5);
    }

    /** Whether a micro-benchmark gets a JVM of its own, which nothing else has warmed up otherwise. */
    boolean forks() {
        return this == FULL;
    }
}
