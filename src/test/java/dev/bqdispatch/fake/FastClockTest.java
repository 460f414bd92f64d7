package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FastClockTest {
    @Test
    void itRunsAheadOfTimeFromItsOrigin() {
        Instant origin = Instant.parse("2026-03-01T12:00:00Z");
        FakeClock real = new FakeClock(origin);
        FastClock fast = new FastClock(real, origin, 3);

        assertThat(fast.instant()).isEqualTo(origin);
        real.advance(Duration.ofSeconds(10));
        assertThat(fast.instant()).isEqualTo(origin.plusSeconds(30));
    }
}
