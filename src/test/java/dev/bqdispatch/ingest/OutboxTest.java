package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.ingest.HandedOut.Deadline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final HandedOut subscription = new HandedOut(vertx);
    private final FakeClock clock = new FakeClock(Samples.NOON);
    private final Outbox outbox =
            new Outbox(vertx, subscription, new PullGate(vertx, bus, () -> 0.0, PullGate.Silence.USUAL), clock);

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Held held(String jobId) {
        return new Held(Samples.message("ack-" + jobId, jobId, ""), Samples.NOON, Duration.ofSeconds(10));
    }

    private void onContext(Runnable work) {
        vertx.getOrCreateContext().runOnContext(here -> work.run());
    }

    @Test
    void aThousandAcknowledgementsAreOneCallAtOnce() {
        List<Integer> requests = new CopyOnWriteArrayList<>();
        onContext(() -> {
            for (int i = 0; i < 999; i++) {
                outbox.acknowledge(held("job" + i));
            }
            requests.add(subscription.ackRequests().size());
            outbox.acknowledge(held("last"));
            // Still in the same turn of the event loop: no timer has rung.
            requests.add(subscription.ackRequests().size());
        });

        await().until(() -> requests.equals(List.of(0, 1)));
        assertThat(subscription.acked()).hasSize(1_000);
    }

    @Test
    void fewerGoTogetherAfterAMoment() {
        onContext(() -> {
            outbox.acknowledge(held("a"));
            outbox.acknowledge(held("b"));
            outbox.giveBack("c", 10);
            outbox.giveBack("d", 20);
            outbox.giveBack("e", 10);
        });

        await().until(() -> subscription.deadlines().size() == 3);
        assertThat(subscription.ackRequests()).containsExactly(List.of("ack-a", "ack-b"));
        assertThat(subscription.deadlines())
                .containsExactly(new Deadline("c", 10), new Deadline("e", 10), new Deadline("d", 20));
    }

    @Test
    void whoeverFlushesWaitsForTheAnswerOfTheSubscription() {
        subscription.answerLate(true);
        List<Future<Void>> flushed = new CopyOnWriteArrayList<>();
        onContext(() -> {
            outbox.acknowledge(held("a"));
            flushed.add(outbox.flush());
        });
        await().until(() -> flushed.size() == 1);
        assertThat(subscription.acked()).containsExactly("ack-a");
        assertThat(flushed.get(0).isComplete()).isFalse();

        subscription.answerLate(false);

        await().until(() -> flushed.get(0).succeeded());
    }

    @Test
    void whatFailedIsNotSentAgainOnceItsLeaseIsOver() {
        subscription.failAcks(1);
        onContext(() -> {
            outbox.acknowledge(held("a"));
            clock.advance(Duration.ofSeconds(10));
        });
        await().until(() -> subscription.failuresLeft() == 0);

        await().during(Duration.ofMillis(1_500))
                .until(() -> subscription.acked().isEmpty());
    }
}
