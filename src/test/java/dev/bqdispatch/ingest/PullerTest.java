package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PullerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final AtomicInteger pulls = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aServerThatNeverWaitsIsAskedEverMoreSeldom() {
        IngestSettings settings = new IngestSettings(10, 1, LeaseTimes.USUAL);
        PullGate gate = new PullGate(vertx, bus, () -> 0.0, PullGate.Silence.USUAL);
        Puller puller = new Puller(
                vertx,
                new NeverWaits(),
                settings,
                new Permits(settings.maxInFlight()),
                new HeldBytes(Long.MAX_VALUE),
                gate,
                () -> 0L,
                messages -> {});
        long begun = System.nanoTime();
        vertx.getOrCreateContext().runOnContext(here -> puller.pump());
        await().until(() -> pulls.get() >= 4);
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("rests of 50, 100 and 200 ms")
                .isGreaterThanOrEqualTo(Duration.ofMillis(340));
    }

    /** Answers each pull at once with nothing. */
    private final class NeverWaits implements Subscription {
        @Override
        public Future<List<ReceivedMessage>> pull(int max) {
            pulls.incrementAndGet();
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<List<ReceivedMessage>> pullAtOnce() {
            return pull(1);
        }

        @Override
        public Future<Void> reconnect() {
            return Future.succeededFuture();
        }

        @Override
        public void abandonCalls(String why) {}

        @Override
        public Future<Void> acknowledge(List<String> ackIds) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> modifyDeadline(List<String> ackIds, int seconds) {
            return Future.succeededFuture();
        }

        @Override
        public void close() {}
    }
}
