package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.ingest.HandedOut.Deadline;
import dev.bqdispatch.message.HealthChanged.State;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.metric.Metric;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens when not an event fails but the service's own folders, or its subscription. */
class GroundLossTest extends IngestScenario {

    @Test
    void aLostFolderPausesPullingAndNoEventIsGivenUpForIt() throws Exception {
        Promise<JournalAnswer> answer = Promise.promise();
        stages.journal = order -> answer.future();
        started(100, 1);
        subscription.publish(Samples.message("a"));
        await().until(() -> subscription.waiting().equals(List.of(99)));

        answer.complete(Samples.groundLost());

        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN)));
        assertThat(stages.health.get(1).reason()).contains("gs://journal/j/", "503", "injected");
        await().until(() -> subscription.deadlines().equals(List.of(new Deadline("ack-a", 10))));
        assertThat(subscription.acked()).isEmpty();

        stages.journal = order -> Future.succeededFuture(new JournalAnswer.Settled(null));
        subscription.publish(Samples.message("a"));
        await().until(() -> subscription.acked().equals(List.of("ack-a")));
        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN, State.UP)));
        await().until(() -> subscription.waiting().size() == 1);
    }

    @Test
    void aSubscriptionThatFailsIsTriedAgainAndHealthyWhenAPullIsAnswered() throws Exception {
        started(10, 2);
        await().until(() -> subscription.waiting().size() == 2);

        subscription.failPulls(2);

        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN)));
        assertThat(stages.health.get(1).reason()).contains("subscription", "UNAVAILABLE");
        assertThat(subscription.waiting()).isEmpty();
        await().until(() -> subscription.waiting().equals(List.of(5)));
        stages.matchNothing();
        subscription.publish(Samples.message("a"));
        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN, State.UP)));
        await().until(() -> subscription.waiting().size() == 2);
    }

    @Test
    void anAcknowledgementThatFailsIsSentAgainWhileTheLeaseLasts() throws Exception {
        stages.matchNothing();
        started(10, 1);
        subscription.failAcks(2);

        subscription.publish(Samples.message("a"));

        await().until(() -> stages.states().contains(State.DOWN));
        await().until(() -> subscription.acked().equals(List.of("ack-a")));
        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN, State.UP)));
    }

    @Test
    void aPullThatFailsIsBegunAnewOverNewConnections() throws Exception {
        started(10, 2);
        await().until(() -> subscription.waiting().size() == 2);

        subscription.failPulls(2);

        await().until(() -> subscription.waiting().equals(List.of(5)));
        assertThat(subscription.reconnections()).as("once for both").isEqualTo(1);
        assertThat(registry.get(Metric.PULL_RESTARTS.fullName()).counter().count())
                .isEqualTo(1);
    }

    @Test
    void aLostFolderKeepsItsConnections() throws Exception {
        stages.journal = order -> Future.succeededFuture(Samples.groundLost());
        started(100, 1);
        subscription.publish(Samples.message("a"));

        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN)));
        assertThat(subscription.reconnections()).isZero();
    }

    @Test
    void howAPullEndsThatWasSentBeforeSaysNothingOfTheNewConnections() throws Exception {
        stages.matchNothing();
        started(10, 2);
        await().until(() -> subscription.waiting().size() == 2);
        subscription.failPulls(1);
        await().until(() -> subscription.waiting().equals(List.of(5, 5)));
        subscription.publish(Samples.message("a"), Samples.message("b"));
        await().until(() -> subscription.acked().size() == 2);
        assertThat(stages.states()).containsExactly(State.UP, State.DOWN);

        subscription.publish(Samples.message("c"));
        await().until(() -> stages.states().equals(List.of(State.UP, State.DOWN, State.UP)));
        assertThat(subscription.reconnections()).isEqualTo(1);
    }

    @Test
    void aPullThatFailsOverOldConnectionsIsNoNewLoss() throws Exception {
        stages.matchNothing();
        started(10, 2);
        await().until(() -> subscription.waiting().size() == 2);
        subscription.failPulls(1);
        await().until(() -> subscription.waiting().equals(List.of(5, 5)));
        subscription.failPulls(1);
        subscription.publish(Samples.message("a"));
        await().until(() -> subscription.acked().size() == 1);

        assertThat(stages.states()).containsExactly(State.UP, State.DOWN, State.UP);
        assertThat(subscription.reconnections()).isEqualTo(1);
    }
}
