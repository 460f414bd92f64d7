package dev.bqdispatch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.FakeWorld;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PassesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final FakeWorld world = new FakeWorld(new FakeClock(NOON));
    private final Passes passes = new Passes(world);

    @BeforeEach
    void open() {
        world.storage().createBucket("ops");
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothingIsReachedBeforeTheFirstPass() {
        assertThat(passes.reached(NOON)).isFalse();
    }

    @Test
    void aPassReachesWhatHadEndedBeforeTheEndOfItsWindow() {
        world.storage()
                .put(
                        "gs://ops/state/reconcile/last.json",
                        "{\"at\": \"2026-03-01T12:01:00Z\", \"until\": \"2026-03-01T12:00:30Z\"}");

        assertThat(passes.reached(NOON.plusSeconds(29))).isTrue();
        assertThat(passes.reached(NOON.plusSeconds(30))).isFalse();
    }
}
