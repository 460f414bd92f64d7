package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private static final long ANSWER = HeldBytes.LARGEST_ANSWER;

    @Test
    void asManyPullsAreSentAsMayBeAnsweredInFull() {
        HeldBytes bytes = new HeldBytes(2 * ANSWER);

        bytes.sent();
        assertThat(bytes.takesPull()).isTrue();
        bytes.sent();
        assertThat(bytes.takesPull()).isFalse();
        bytes.answered();
        assertThat(bytes.takesPull()).isTrue();
    }

    @Test
    void whatIsHeldLeavesRoomForFewerPulls() {
        HeldBytes bytes = new HeldBytes(2 * ANSWER);

        bytes.take(ANSWER);
        assertThat(bytes.takesPull()).isTrue();
        bytes.take(1);
        assertThat(bytes.takesPull()).isFalse();
        bytes.release(1);
        assertThat(bytes.takesPull()).isTrue();
    }

    @Test
    void onePullIsSentHoweverLittleMemoryThereIsButNotTwo() {
        HeldBytes bytes = new HeldBytes(1);

        assertThat(bytes.takesPull()).isTrue();
        bytes.sent();
        assertThat(bytes.takesPull()).isFalse();
        bytes.answered();
        bytes.take(1);
        assertThat(bytes.takesPull()).isFalse();
    }
}
