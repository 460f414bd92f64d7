package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.HealthChanged.State;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time is what the test says: it calls the ticks. */
class PullWatchTest {
    private static final int MAX_IN_FLIGHT = 10;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final Stages stages = new Stages(bus);
    private final HandedOut subscription = new HandedOut(vertx);
    private final Context context = vertx.getOrCreateContext();
    private final PullGate gate = new PullGate(vertx, bus, () -> 0.0, PullGate.Silence.USUAL);
    private final Permits permits = new Permits(MAX_IN_FLIGHT);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final Puller puller = new Puller(
            vertx,
            subscription,
            new IngestSettings(MAX_IN_FLIGHT, 2, LeaseTimes.USUAL),
            permits,
            new HeldBytes(Long.MAX_VALUE),
            gate,
            System::nanoTime,
            messages -> messages.forEach(message -> {
                taken.add(message.messageId());
                permits.giveBack(1);
            }));
    private final PullWatch watch = new PullWatch(vertx, subscription, gate, puller);

    @BeforeEach
    void pull() throws Exception {
        onContext(puller::pump);
        assertThat(subscription.waiting()).containsExactly(5, 5);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void onContext(Runnable work) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(here -> {
            work.run();
            done.complete(null);
        });
        done.get(10, TimeUnit.SECONDS);
    }

    private void tick(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            onContext(watch::tick);
        }
    }

    @Test
    void aQuietSubscriptionIsAskedNowAndThenAndStaysHealthyForTenMinutes() throws Exception {
        tick(600);

        assertThat(subscription.questions()).isBetween(25, 30);
        assertThat(gate.pulling()).isTrue();
        assertThat(stages.states()).isEmpty();
        assertThat(subscription.waiting())
                .as("the pulls that waited wait still")
                .containsExactly(5, 5);
    }

    @Test
    void aServerThatFallsSilentIsNoticedWithinAMinuteAndItsCallsAreGivenUp() throws Exception {
        subscription.fallSilent(true);

        tick(PullWatch.SILENCE + PullWatch.PATIENCE);

        assertThat(gate.pulling()).isFalse();
        await().until(() -> stages.states().equals(List.of(State.DOWN)));
        assertThat(stages.health.get(0).reason()).contains("no pull was answered for 30 s");
        assertThat(PullWatch.SILENCE + PullWatch.PATIENCE).isLessThan(60);
        assertThat(subscription.waiting()).isEmpty();
        await().until(() -> permits.free() == MAX_IN_FLIGHT);
    }

    @Test
    void itStaysDownUntilAPullIsAnswered() throws Exception {
        subscription.fallSilent(true);
        tick(PullWatch.SILENCE + PullWatch.PATIENCE);
        await().until(() -> subscription.waiting().equals(List.of(5)));
        tick(PullWatch.SILENCE + PullWatch.PATIENCE);
        assertThat(stages.states()).containsOnly(State.DOWN);

        await().until(() -> subscription.waiting().equals(List.of(5)));
        subscription.fallSilent(false);
        tick(PullWatch.SILENCE);

        await().until(() -> stages.states().equals(List.of(State.DOWN, State.DOWN, State.UP)));
        assertThat(gate.pulling()).isTrue();
    }

    @Test
    void pullsThatAreAnsweredAskNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            tick(PullWatch.SILENCE - 1);
            int before = taken.size();
            subscription.publish(Samples.message("m" + i));
            await().until(() -> taken.size() == before + 1);
        }

        assertThat(subscription.questions()).isZero();
    }

    @Test
    void whatAQuestionBringsIsTakenAndOnceMayBeChance() throws Exception {
        subscription.passBy(Samples.message("a"));

        tick(PullWatch.SILENCE);

        await().until(() -> taken.equals(List.of("message-a")));
        assertThat(gate.pulling()).isTrue();
    }

    @Test
    void pullsThatBringNothingAlthoughMessagesWaitAreBegunAnew() throws Exception {
        subscription.passBy(Samples.message("a"), Samples.message("b"));

        tick(2 * PullWatch.SILENCE + 2);

        await().until(() -> taken.equals(List.of("message-a", "message-b")));
        await().until(() -> stages.states().equals(List.of(State.DOWN)));
        assertThat(stages.health.get(0).reason()).contains("messages wait");
    }

    @Test
    void aQuestionThatFailsIsAPullThatFailed() throws Exception {
        List<String> told = new ArrayList<>();
        gate.onDisconnected(() -> told.add("disconnected"));
        subscription.failQuestions(1);

        tick(PullWatch.SILENCE + 1);

        await().until(() -> stages.states().equals(List.of(State.DOWN)));
        assertThat(told).containsExactly("disconnected");
    }

    @Test
    void aQuestionOverOldConnectionsSaysNothingOfTheNewOnes() throws Exception {
        gate.onDisconnected(() -> {
            puller.reconnected();
            watch.reconnected();
        });
        subscription.fallSilent(true);
        tick(PullWatch.SILENCE);
        subscription.failPulls(1);
        await().until(() -> stages.states().equals(List.of(State.DOWN)) && gate.pulling());

        subscription.fallSilent(false);
        tick(PullWatch.SILENCE - 1);
        assertThat(gate.pulling()).isTrue();
        tick(1);

        await().until(() -> stages.states().equals(List.of(State.DOWN, State.UP)));
        assertThat(subscription.questions()).isEqualTo(2);
    }

    /** Readiness must not come back for connections over which nobody has been heard of yet. */
    @Test
    void whatAQuestionOverOldConnectionsBringsIsTakenAndShowsNothingOfTheNewOnes() throws Exception {
        gate.onDisconnected(() -> {
            puller.reconnected();
            watch.reconnected();
        });
        subscription.fallSilent(true);
        tick(PullWatch.SILENCE);
        subscription.failPulls(2);
        await().until(() -> stages.states().equals(List.of(State.DOWN)) && gate.pulling());

        subscription.publish(Samples.message("a"));
        subscription.fallSilent(false);
        await().until(() -> taken.equals(List.of("message-a")));

        onContext(() -> {});
        assertThat(gate.isOpen()).as("more than trials are made").isFalse();
    }

    @Test
    void whatAPullOverOldConnectionsBringsIsTakenAndShowsNothingOfTheNewOnes() throws Exception {
        gate.onDisconnected(() -> {
            puller.reconnected();
            watch.reconnected();
        });
        subscription.failPulls(1);
        await().until(() -> stages.states().equals(List.of(State.DOWN)) && gate.pulling());

        subscription.publish(Samples.message("a"));
        await().until(() -> taken.equals(List.of("message-a")));

        onContext(() -> {});
        assertThat(gate.isOpen()).as("more than trials are made").isFalse();
    }

    @Test
    void whereNoPullWaitsNothingIsAsked() throws Exception {
        permits.take(MAX_IN_FLIGHT);
        subscription.failPulls(2);
        await().until(() -> stages.states().equals(List.of(State.DOWN)));

        tick(100);

        assertThat(subscription.questions()).isZero();
    }
}
