package dev.bqdispatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.ingest.HandedOut.Deadline;
import dev.bqdispatch.message.HealthChanged.State;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.metric.Metric;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestVerticleTest extends IngestScenario {
    @Test
    void aMatchedEventIsRunThenWrittenThenAcknowledged() throws Exception {
        started(10, 2);

        subscription.publish(Samples.message("a"));

        await().until(() -> subscription.acked().equals(List.of("ack-a")));
        assertThat(stages.log).containsExactly("match a", "run a", "Enter");
        assertThat(subscription.deadlines()).isEmpty();
        assertThat(counted(Metric.EVENTS, "outcome", "ok")).isEqualTo(1);
        assertThat(counted(Metric.DECODED, "format", "A")).isEqualTo(1);
        assertThat(stages.states()).containsExactly(State.UP);
    }

    @Test
    void whatIsNoCompletionIsAcknowledgedWithoutAskingAnybody() throws Exception {
        started(10, 2);

        subscription.publish(Samples.message("1", "m1", "{\"some\": \"thing\"}"));

        await().until(() -> subscription.acked().equals(List.of("1")));
        assertThat(stages.log).isEmpty();
        assertThat(counted(Metric.EVENTS, "outcome", "ignored")).isEqualTo(1);
    }

    /** Each pull brings one of them; if they were gathered for a moment, they would go together. */
    @Test
    void whatOnePullBroughtIsAcknowledgedOnceAllOfItIsDoneAndWaitsForNoOther() throws Exception {
        started(2, 2);
        await().until(() -> subscription.waiting().equals(List.of(1, 1)));

        subscription.publish(
                Samples.message("1", "m1", "{\"some\": \"thing\"}"),
                Samples.message("2", "m2", "{\"some\": \"thing\"}"));

        await().until(() -> subscription.acked().size() == 2);
        assertThat(subscription.ackRequests()).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void whatCanNotBeDecodedIsWrittenDownThenAcknowledged() throws Exception {
        started(10, 2);

        subscription.publish(Samples.message("1", "m1", "no JSON"));

        await().until(() -> subscription.acked().equals(List.of("1")));
        JournalOrder.KeepInvalid kept = (JournalOrder.KeepInvalid) stages.orders.get(0);
        assertThat(kept.messageId()).isEqualTo("m1");
        assertThat(kept.publishTime()).isEqualTo(Samples.NOON);
        assertThat(kept.attributes()).containsEntry("k", "v");
        assertThat(new String(kept.data(), UTF_8)).isEqualTo("no JSON");
        assertThat(counted(Metric.EVENTS, "outcome", "invalid")).isEqualTo(1);
    }

    @Test
    void anEventThatFailsForItsOwnReasonsIsGivenBackAndPullingGoesOn() throws Exception {
        stages.run = plan -> Future.succeededFuture(Samples.eventFailed(Duration.ofSeconds(33)));
        started(10, 2);

        subscription.publish(Samples.message("a"));

        await().until(() -> subscription.deadlines().equals(List.of(new Deadline("ack-a", 33))));
        assertThat(subscription.acked()).isEmpty();
        assertThat(counted(Metric.EVENTS, "outcome", "given_back")).isEqualTo(1);
        assertThat(gauge(Metric.PULLING)).isEqualTo(1);
        assertThat(gauge(Metric.IN_FLIGHT)).isZero();
    }

    @Test
    void neverMoreIsHeldThanAllowedAndAFreedPermitIsPulledForAgain() throws Exception {
        Promise<RunAnswer> hanging = Promise.promise();
        stages.run = plan -> hanging.future();
        started(5, 2);
        assertThat(subscription.waiting()).containsExactly(3, 2);

        subscription.publish(
                IntStream.range(0, 8).mapToObj(i -> Samples.message("job" + i)).toArray(ReceivedMessage[]::new));

        await().until(() -> gauge(Metric.IN_FLIGHT) == 5);
        assertThat(subscription.waiting()).isEmpty();
        assertThat(subscription.asked()).containsExactly(3, 2);
        hanging.complete(NotNow.stopped());
        await().until(() -> subscription.deadlines().size() == 8);
        await().until(() ->
                subscription.waiting().stream().mapToInt(Integer::intValue).sum() == 5);
    }

    @Test
    void unusedPermitsOfAPullAreFreeAtOnce() throws Exception {
        stages.run = plan -> Promise.<RunAnswer>promise().future();
        started(6, 2);

        subscription.publish(Samples.message("a"));

        await().until(() -> gauge(Metric.IN_FLIGHT) == 1);
        await().until(() -> subscription.waiting().equals(List.of(3, 2)));
    }

    @Test
    void aMessageThatOutlivedItsLeaseIsLeftAsItIsOncePlanAndTimeAreOver() throws Exception {
        Promise<RunAnswer> running = Promise.promise();
        stages.run = plan -> running.future();
        started(new IngestSettings(
                10,
                1,
                new LeaseTimes(
                        Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(1))));
        subscription.publish(Samples.message("a"));
        await().until(() -> !stages.stops.isEmpty());
        assertThat(gauge(Metric.IN_FLIGHT)).isEqualTo(1);

        running.complete(NotNow.stopped());

        await().until(() -> gauge(Metric.IN_FLIGHT) == 0);
        assertThat(stages.stops.get(0).job()).isEqualTo(Samples.event("a").ref());
        assertThat(subscription.deadlines()).isNotEmpty().allMatch(deadline -> deadline.seconds() == 60);
        assertThat(subscription.acked()).isEmpty();
    }
}
