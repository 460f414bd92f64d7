package dev.bqdispatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.job.JobRef;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Instant ENDED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(40);
    private static final JobRef JOB = new JobRef("acme", "US", "root--000_copy_r1--dispatch");

    private final FakeClock clock = new FakeClock(ENDED);
    private final AtomicLong nanos = new AtomicLong();
    private final Waits waits = new Waits(clock, nanos::get);

    @Test
    void itIsReckonedFromTheEndOfTheJob() {
        clock.advance(Duration.ofSeconds(15));
        assertThat(left()).isEqualTo(Duration.ofSeconds(25));
    }

    @Test
    void whatEndedLongAgoNeedNotWait() {
        clock.advance(Duration.ofDays(2));
        assertThat(left()).isZero();
    }

    @Test
    void whoHasSeenNothingBeforeKnowsAsMuch() {
        left();
        clock.advance(Duration.ofSeconds(30));
        assertThat(new Waits(clock, nanos::get).left(JOB, ENDED, WAIT)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aClockThatIsSlowMakesNoWaitLonger() {
        clock.advance(Duration.ofHours(-1));
        assertThat(left()).isEqualTo(WAIT);
        go(Duration.ofSeconds(30));
        assertThat(left()).isEqualTo(Duration.ofSeconds(10));
        go(Duration.ofSeconds(10));
        assertThat(left()).isZero();
    }

    @Test
    void eachJobHasItsOwnWait() {
        clock.advance(Duration.ofHours(-1));
        left();
        go(WAIT);
        assertThat(waits.left(new JobRef("acme", "US", "another"), ENDED, WAIT)).isEqualTo(WAIT);
    }

    @Test
    void onlySoManyAreRemembered() {
        clock.advance(Duration.ofHours(-1));
        left();
        for (int i = 0; i < 10_000; i++) {
            waits.left(new JobRef("acme", "US", "other-" + i), ENDED, WAIT);
        }
        go(WAIT);
        assertThat(left()).isEqualTo(WAIT);
    }

    private Duration left() {
        return waits.left(JOB, ENDED, WAIT);
    }

    private void go(Duration by) {
        nanos.addAndGet(by.toNanos());
        clock.advance(by);
    }
}
