package dev.bqdispatch.action;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.IdempotencyKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldChannelsTest {
    private static final JobRef JOB = new JobRef("acme", "US", "load-1");
    private static final IdempotencyKey FIRST = new IdempotencyKey(JOB, List.of(0), "notify");
    private static final IdempotencyKey SECOND = new IdempotencyKey(JOB, List.of(1), "notify");

    private final ToldChannels told = new ToldChannels();

    @Test
    void eachActionTellsAChannelForItself() {
        told.add(FIRST, "#ops");

        assertThat(told.contains(FIRST, "#ops")).isTrue();
        assertThat(told.contains(FIRST, "#data")).isFalse();
        assertThat(told.contains(SECOND, "#ops")).isFalse();
    }

    @Test
    void whomNobodyAskedForLongestIsForgottenFirst() {
        told.add(FIRST, "#kept");
        told.add(FIRST, "#forgotten");
        for (int i = 2; i < ToldChannels.REMEMBERED; i++) {
            told.add(SECOND, "#" + i);
        }
        told.contains(FIRST, "#kept");
        told.add(SECOND, "#one-more");

        assertThat(told.contains(FIRST, "#kept")).isTrue();
        assertThat(told.contains(FIRST, "#forgotten")).isFalse();
    }
}
