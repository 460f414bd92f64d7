package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.ingest.HandedOut.Deadline;
import dev.bqdispatch.message.StopPlan;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseKeeperTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final Stages stages = new Stages(bus);
    private final HandedOut subscription = new HandedOut(vertx);
    private final FakeClock clock = new FakeClock(Samples.NOON);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InFlight inFlight = new InFlight(new Permits(0));
    private final LeaseKeeper keeper =
            new LeaseKeeper(LeaseTimes.USUAL, subscription, inFlight, bus, new Metrics(registry), clock);
    private final Held held = keeper.hold(Samples.message("a"));

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void tickAfter(Duration time) {
        clock.advance(time);
        keeper.tick();
    }

    private double lost() {
        return registry.find(Metric.LEASES_LOST.fullName()).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void aLeaseIsExtendedWhenLessThanTwoThirdsAreLeft() {
        tickAfter(Duration.ofSeconds(3));
        assertThat(subscription.deadlines()).isEmpty();

        tickAfter(Duration.ofSeconds(3));
        assertThat(subscription.deadlines()).containsExactly(new Deadline("ack-a", 60));

        tickAfter(Duration.ofSeconds(20));
        assertThat(subscription.deadlines()).hasSize(1);
        tickAfter(Duration.ofSeconds(1));
        assertThat(subscription.deadlines()).hasSize(2);
    }

    @Test
    void whatIsSettledIsNotExtended() {
        inFlight.remove(held);

        tickAfter(Duration.ofSeconds(6));

        assertThat(subscription.deadlines()).isEmpty();
    }

    @Test
    void anExtensionThatFailsIsTriedAtTheNextTick() {
        subscription.failDeadlines(1);
        tickAfter(Duration.ofSeconds(6));
        assertThat(subscription.deadlines()).isEmpty();

        tickAfter(Duration.ofSeconds(3));

        assertThat(subscription.deadlines()).containsExactly(new Deadline("ack-a", 60));
        assertThat(lost()).isZero();
    }

    @Test
    void aLeaseThatSurelyEndedIsCountedOnce() {
        subscription.failDeadlines(4);
        tickAfter(Duration.ofSeconds(6));
        tickAfter(Duration.ofSeconds(3));
        assertThat(lost()).isZero();

        tickAfter(Duration.ofSeconds(1));
        tickAfter(Duration.ofSeconds(3));

        assertThat(lost()).isEqualTo(1);
    }

    @Test
    void aPlanThatTakesTooLongIsToldToStopAndTheLeaseKeptUntilItHas() {
        held.tellsOf(Samples.event("a").ref());
        tickAfter(LeaseTimes.USUAL.longest().minusSeconds(1));
        assertThat(held.stopping()).isFalse();

        tickAfter(Duration.ofSeconds(1));
        assertThat(held.stopping()).isTrue();
        await().until(() ->
                stages.stops.equals(List.of(new StopPlan(Samples.event("a").ref()))));

        int before = subscription.deadlines().size();
        tickAfter(Duration.ofSeconds(30));
        assertThat(subscription.deadlines()).hasSizeGreaterThan(before);
        await().until(() -> stages.stops.size() == 2);
    }
}
