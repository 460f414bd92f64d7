package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.message.NotNow;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GiveBackDelayTest {
    private static final NotNow EVENT = Samples.eventFailed(Duration.ZERO);

    private final GiveBackDelay delay = new GiveBackDelay();
    private final ReceivedMessage message = Samples.delivery(0);

    @Test
    void itDoublesFromTenSecondsToTenMinutes() {
        assertThat(IntStream.range(0, 9).map(i -> delay.seconds(message, EVENT)))
                .containsExactly(10, 20, 40, 80, 160, 320, 600, 600, 600);
    }

    @Test
    void theSubscriptionsOwnCountIsBelievedFirst() {
        assertThat(delay.seconds(Samples.delivery(3), EVENT)).isEqualTo(40);
        assertThat(delay.seconds(Samples.delivery(1_000), EVENT)).isEqualTo(600);
    }

    @Test
    void whatTheServerAskedForIsWaited() {
        assertThat(delay.seconds(message, Samples.eventFailed(Duration.ofMillis(33_500))))
                .isEqualTo(34);
        assertThat(delay.seconds(message, Samples.eventFailed(Duration.ofSeconds(5))))
                .isEqualTo(20);
        assertThat(delay.seconds(message, Samples.eventFailed(Duration.ofHours(1))))
                .isEqualTo(600);
    }

    @Test
    void lostGroundIsNotHeldAgainstTheEvent() {
        delay.seconds(message, Samples.groundLost());
        assertThat(delay.seconds(message, Samples.groundLost())).isEqualTo(10);
        assertThat(delay.seconds(message, EVENT)).isEqualTo(10);
    }

    @Test
    void whatIsEarlyWaitsAsLongAsItSaysAndThatIsNoFailure() {
        assertThat(delay.seconds(message, early(Duration.ofSeconds(80)))).isEqualTo(80);
        assertThat(delay.seconds(message, early(Duration.ofMillis(19_001)))).isEqualTo(20);
        assertThat(delay.seconds(message, early(Duration.ofMillis(1)))).isEqualTo(1);
        assertThat(delay.seconds(message, early(Duration.ofHours(1)))).isEqualTo(600);
        assertThat(delay.seconds(message, EVENT)).isEqualTo(10);
    }

    private static NotNow early(Duration left) {
        return NotNow.early("submitting it again", "backendError", left);
    }

    @Test
    void aStoppedPlanMayGoOnElsewhereAtOnce() {
        assertThat(delay.seconds(message, NotNow.stopped())).isZero();
    }

    @Test
    void whatIsSettledIsForgotten() {
        delay.seconds(message, EVENT);
        delay.forget(message);

        assertThat(delay.seconds(message, EVENT)).isEqualTo(10);
    }

    @Test
    void onlySoManyAreRemembered() {
        delay.seconds(message, EVENT);
        for (int i = 0; i < 10_000; i++) {
            delay.seconds(Samples.message("ack", "other-" + i, ""), EVENT);
        }

        assertThat(delay.seconds(message, EVENT)).isEqualTo(10);
    }
}
