package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairsTest {
    private static final long SECOND = 1_000_000_000;

    private final Pairs pairs = new Pairs();

    /** @param micros of the processor that each event took */
    private static Samples.Steady rate(long perSecond, long micros) {
        return new Samples.Steady(perSecond, SECOND, perSecond * micros * 1_000);
    }

    /** The emulator was slow for both in the second; the ratio of the middle rates would be 80 / 100. */
    @Test
    void eachRunOfTheServiceIsComparedWithTheBareLoopNextToIt() {
        pairs.add(rate(90, 30), rate(100, 10));
        pairs.add(rate(10, 30), rate(10, 10));
        pairs.add(rate(80, 35), rate(100, 10));

        assertThat(pairs.ratio()).isCloseTo(0.9, within(1e-9));
        assertThat(pairs.ratios()).isEqualTo("median of 3, 0.80 to 1.00");
        assertThat(pairs.cpuAbove()).isEqualTo(20_000);
        assertThat(pairs.cpusAbove()).isEqualTo("median of 3, 20 µs to 25 µs");
    }

    @Test
    void theRatesAreTheMiddleOnes() {
        pairs.add(rate(90, 30), rate(100, 10));
        pairs.add(rate(10, 30), rate(20, 10));
        pairs.add(rate(80, 30), rate(110, 10));

        assertThat(pairs.service()).isEqualTo(80);
        assertThat(pairs.bare()).isEqualTo(100);
    }
}
