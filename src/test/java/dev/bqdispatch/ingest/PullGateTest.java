package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.message.HealthChanged.State;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PullGateTest {
    private static final Failure FAILURE = Failure.passing("injected");
    private static final PullGate.Silence SOON =
            new PullGate.Silence(Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300));

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final Stages stages = new Stages(bus);
    private final PullGate gate = new PullGate(vertx, bus, () -> 0.0, SOON);
    private final Context context = vertx.getOrCreateContext();

    /** How many pulls were allowed each time the gate said that it is open, and for how many messages. */
    private final List<List<Integer>> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void whenOpened(Runnable then) {
        gate.onOpened(() -> {
            opened.add(List.of(gate.pulls(4), gate.most(250)));
            if (opened.size() == 1) {
                then.run();
            }
        });
    }

    private void lose(Runnable how) {
        context.runOnContext(here -> how.run());
    }

    @Test
    void itIsOpenAtFirst() {
        assertThat(gate.pulling()).isTrue();
        assertThat(gate.pulls(4)).isEqualTo(4);
        assertThat(gate.most(250)).isEqualTo(250);
    }

    @Test
    void afterAPauseOnePullOfFewIsTriedAndAnEventThatComesThroughOpensIt() {
        whenOpened(gate::groundHolds);

        lose(() -> gate.groundFailed("gs://journal/j/", FAILURE));

        await().until(() -> opened.size() == 2);
        assertThat(opened).containsExactly(List.of(1, 5), List.of(4, 250));
        await().until(() -> stages.states().equals(List.of(State.DOWN, State.UP)));
    }

    @Test
    void aTrialThatBroughtMessagesIsNotRepeatedBeforeTheirEnd() {
        whenOpened(() -> {
            gate.received();
            opened.add(List.of(gate.pulls(4)));
        });

        lose(() -> gate.groundFailed("gs://journal/j/", FAILURE));

        await().until(() -> opened.size() == 3);
        assertThat(opened).containsExactly(List.of(1, 5), List.of(0), List.of(4, 250));
    }

    @Test
    void aTrialIsRepeatedOnceOneOfItsMessagesIsSettled() {
        whenOpened(() -> {
            gate.received();
            gate.settled();
        });

        lose(() -> gate.groundFailed("gs://journal/j/", FAILURE));

        await().until(() -> opened.size() == 3);
        assertThat(opened).containsExactly(List.of(1, 5), List.of(1, 5), List.of(4, 250));
    }

    @Test
    void withoutProofItStaysDownThroughTheSilence() {
        PullGate patient = new PullGate(vertx, bus, () -> 0.0, PullGate.Silence.USUAL);
        patient.onOpened(() -> opened.add(List.of(patient.pulls(4))));

        lose(() -> patient.groundFailed("gs://journal/j/", FAILURE));

        await().until(() -> opened.equals(List.of(List.of(1))));
        await().until(() -> stages.states().equals(List.of(State.DOWN)));
        assertThat(patient.most(250)).isEqualTo(5);
    }

    @Test
    void onlyTheGroundThatWasLostShowsThatItHolds() {
        whenOpened(() -> {
            gate.groundHolds();
            opened.add(List.of(gate.pulls(4)));
            gate.acknowledged();
        });

        lose(() -> gate.acknowledgementFailed(FAILURE));

        await().until(() -> opened.size() == 3);
        assertThat(opened).containsExactly(List.of(1, 5), List.of(1), List.of(4, 250));
    }

    @Test
    void aTrialThatFailsDoublesThePause() {
        List<Long> times = new CopyOnWriteArrayList<>();
        gate.onOpened(() -> {
            times.add(System.nanoTime());
            gate.groundFailed("gs://journal/j/", FAILURE);
        });

        lose(() -> gate.groundFailed("gs://journal/j/", FAILURE));

        await().until(() -> times.size() == 2);
        assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThan(Duration.ofMillis(950));
        assertThat(stages.states()).containsOnly(State.DOWN);
    }

    @Test
    void failuresDuringAPauseAreTheSameLoss() {
        lose(() -> {
            gate.groundFailed("gs://journal/j/", FAILURE);
            gate.acknowledgementFailed(FAILURE);
            opened.add(List.of(gate.pulls(4)));
        });

        await().until(() -> opened.equals(List.of(List.of(0))));
        await().until(() -> stages.states().equals(List.of(State.DOWN, State.UP)));
    }

    @Test
    void onceClosedItStaysClosed() {
        whenOpened(() -> {});
        lose(() -> {
            gate.groundFailed("gs://journal/j/", FAILURE);
            gate.close();
        });

        await().during(Duration.ofMillis(800)).until(() -> opened.isEmpty());
        assertThat(gate.pulling()).isFalse();
        assertThat(gate.shut()).isTrue();
    }
}
