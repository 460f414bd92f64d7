package dev.bqdispatch.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.rule.Reconciling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LOOKBACK = 10 + 7 * 60;
    private static final Reconciling USUAL = Reconciling.usual("acme");

    private static Instant before(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    private static Window after(LastPass last) {
        return Window.of(NOW, USUAL, Optional.of(last), LONG_AGO);
    }

    @Test
    void theFirstPassLooksBackAsFarAsJobsAreListed() {
        Window window = Window.of(NOW, USUAL, Optional.empty(), LONG_AGO);
        assertThat(window).isEqualTo(new Window(before(LOOKBACK), before(LOOKBACK), before(10)));
    }

    @Test
    void nothingIsLookedAtThatEndedBeforeTheFirstStart() {
        Window window = Window.of(NOW, USUAL, Optional.empty(), before(30));
        assertThat(window.holds(before(30))).isFalse();
        assertThat(window.holds(before(29))).isTrue();
        assertThat(Window.of(NOW, USUAL, Optional.empty(), before(9)).isOpen()).isFalse();
    }

    @Test
    void theNextOneBeginsTenMinutesBeforeTheEndOfTheLast() {
        Window window = after(new LastPass(before(5), before(15), null));
        assertThat(window).isEqualTo(new Window(before(LOOKBACK), before(25), before(10)));
    }

    @Test
    void aLongWaitLeavesTheWholeTimeToLookBack() {
        Reconciling patient = new Reconciling(
                USUAL.every(), Duration.ofHours(24), USUAL.lookback(), USUAL.projects(), USUAL.orphanAfter());
        Window window = Window.of(NOW, patient, Optional.empty(), LONG_AGO);
        assertThat(window.from()).isEqualTo(before(31 * 60));
        assertThat(window.isOpen()).isTrue();
    }

    @Test
    void whatWasLeftIsListedHoweverLongAgoItWasCreated() {
        Window window = after(new LastPass(before(5), before(600), before(650)));
        assertThat(window.created()).isEqualTo(before(650));
        assertThat(window.holds(before(600))).isTrue();
    }

    @Test
    void aJobWithoutAnEndIsNotLookedAt() {
        assertThat(after(new LastPass(before(5), before(15), null)).holds(null)).isFalse();
    }

    @Test
    void howFarAPassCameIsReadAsItWasWritten() {
        LastPass left = new LastPass(NOW, before(10), before(90));
        LastPass done = new LastPass(NOW, before(10), null);
        assertThat(LastPass.parse(new String(left.json(), UTF_8))).contains(left);
        assertThat(LastPass.parse(new String(done.json(), UTF_8))).contains(done);
    }

    @Test
    void whatIsNoPassIsAsNone() {
        assertThat(LastPass.parse("")).isEmpty();
        assertThat(LastPass.parse("[]")).isEmpty();
        assertThat(LastPass.parse("{\"at\": \"yesterday\"}")).isEmpty();
    }
}
