package dev.bqdispatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.ingest.HandedOut.Deadline;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.StopPlan;
import dev.bqdispatch.metric.Metric;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainTest extends IngestScenario {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Dispatch DISPATCH = Samples.dispatch(Samples.event("a"));

    private final Promise<RunAnswer> running = Promise.promise();
    private IngestVerticle ingest;

    @BeforeEach
    void aPlanMayRun() throws Exception {
        stages.run = plan -> running.future();
        ingest = started(10, 1);
    }

    private void runAPlan() {
        subscription.publish(Samples.message("a"));
        await().until(() -> stages.log.contains("run a"));
    }

    @Test
    void withNothingInHandItEndsAtOnceAndNothingIsPulledAnyMore() throws Exception {
        get(ingest.drain(LONG));

        await().untilAsserted(() -> assertThat(stages.stops).containsExactly(new StopPlan(null)));
        assertThat(gauge(Metric.PULLING)).isZero();
    }

    @Test
    void whatAPullStillBringsIsGivenBackAtOnce() throws Exception {
        get(ingest.drain(LONG));

        subscription.publish(Samples.message("late"));

        await().until(() -> subscription.deadlines().equals(List.of(new Deadline("ack-late", 0))));
        assertThat(stages.log).isEmpty();
        assertThat(subscription.waiting()).isEmpty();
    }

    @Test
    void aPullThatASlowServerIsAnsweringIsWaitedFor() throws Exception {
        subscription.answerLate(true);
        subscription.publish(Samples.message("slow"));

        Future<Void> drained = ingest.drain(LONG);
        await().until(() -> subscription.questions() == 1);
        assertThat(drained.isComplete()).isFalse();
        subscription.answerLate(false);
        get(drained);

        assertThat(subscription.deadlines()).containsExactly(new Deadline("ack-slow", 0));
    }

    @Test
    void aServerThatAnswersNothingKeepsTheServiceFromEndingNoLongerThanTheDrainMayTake() throws Exception {
        subscription.fallSilent(true);

        get(ingest.drain(Duration.ofMillis(100)));

        assertThat(subscription.questions()).isEqualTo(1);
    }

    @Test
    void aPlanThatEndsInTimeIsAcknowledgedBeforeTheDrainEnds() throws Exception {
        runAPlan();

        Future<Void> drained = ingest.drain(LONG);
        await().until(() -> stages.stops.equals(List.of(new StopPlan(null))));
        assertThat(drained.isComplete()).isFalse();
        running.complete(Samples.ran(DISPATCH, null));
        get(drained);

        assertThat(subscription.acked()).containsExactly("ack-a");
        assertThat(subscription.deadlines()).isEmpty();
    }

    @Test
    void aPlanThatStopsIsGivenBackAtOnce() throws Exception {
        runAPlan();

        Future<Void> drained = ingest.drain(LONG);
        running.complete(NotNow.stopped());
        get(drained);

        assertThat(subscription.deadlines()).containsExactly(new Deadline("ack-a", 0));
        assertThat(subscription.acked()).isEmpty();
    }

    @Test
    void aPlanThatDoesNotEndInTimeIsGivenBackAndItsLaterEndCountsForNothing() throws Exception {
        runAPlan();

        get(ingest.drain(Duration.ofMillis(100)));
        assertThat(subscription.deadlines()).containsExactly(new Deadline("ack-a", 0));
        running.complete(Samples.ran(DISPATCH, null));
        await().until(() -> stages.log.contains("Enter"));

        get(ingest.drain(LONG));
        assertThat(subscription.acked()).isEmpty();
        assertThat(counted(Metric.EVENTS, "outcome", "given_back")).isEqualTo(1);
        assertThat(counted(Metric.EVENTS, "outcome", "ok")).isZero();
    }

    /** It would stay with nobody until its lease ends. */
    @Test
    void whatIsGivenBackAndComesAgainToAPullThatStillWaitsIsGivenBackOnceMore() throws Exception {
        runAPlan();
        subscription.handOutAgain(Samples.message("again"));

        List<Deadline> told = get(ingest.drain(Duration.ofMillis(100)).map(over -> subscription.deadlines()));

        assertThat(told).containsExactly(new Deadline("ack-a", 0), new Deadline("ack-again", 0));
    }

    @Test
    void drainingTwiceIsDrainingOnce() throws Exception {
        Future<Void> first = ingest.drain(LONG);
        Future<Void> second = ingest.drain(Duration.ZERO);

        get(first);
        get(second);
        await().untilAsserted(() -> assertThat(stages.stops).hasSize(1));
    }

    @Test
    void anAcknowledgementThatFailsDoesNotKeepTheServiceFromEnding() throws Exception {
        runAPlan();
        subscription.failAcks(1_000);

        Future<Void> drained = ingest.drain(LONG);
        running.complete(Samples.ran(DISPATCH, null));

        get(drained);
        assertThat(subscription.acked()).isEmpty();
    }
}
