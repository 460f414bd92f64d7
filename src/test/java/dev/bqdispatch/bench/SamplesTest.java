package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SamplesTest {
    private static final long SECOND = 1_000_000_000;

    private final Samples samples = new Samples();

    /** Slow at first, then 1,000 events and half a second of the processor in each second, then nothing. */
    private void see(long... events) {
        for (int i = 0; i < events.length; i++) {
            samples.add(new Samples.Sample(i * SECOND, events[i], i * SECOND / 2));
        }
    }

    @Test
    void neitherTheBeginningNorTheEndCounts() {
        see(0, 10, 500, 1_500, 2_500, 3_500, 4_000, 4_000);

        Samples.Steady steady = samples.between(400, 4_000);

        assertThat(steady.perSecond()).isEqualTo(1_000);
        assertThat(steady.cpuPerEvent()).isEqualTo(500_000);
        assertThat(steady.events()).isEqualTo(3_000);
    }

    @Test
    void aRunThatWasOverTooSoonIsNoRate() {
        see(0, 100, 4_000);

        assertThatIllegalStateException()
                .isThrownBy(() -> samples.between(100, 4_000))
                .withMessageStartingWith("too few of 3 looks");
    }

    @Test
    void aStandstillIsNoRate() {
        see(0, 100, 100, 100);

        assertThatIllegalStateException().isThrownBy(() -> samples.between(50, 4_000));
    }

    @Test
    void whatAProcessSaysOfItselfIsUnderstood() {
        assertThat(Watch.read("at -12 events 34 cpu 56")).contains(new Samples.Sample(-12, 34, 56));
        assertThat(Watch.read("not acknowledged: at 1 events 2 cpu 3")).isEmpty();
    }
}
