package dev.bqdispatch.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bqdispatch.fake.PubSubEmulator;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.ingest.ReceivedMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The adapter over gRPC, against Google's emulator. */
@Tag("integration")
class PubSubEmulatorIT {
    private static PubSubEmulator emulator;

    private final Vertx vertx = Vertx.vertx();
    private String topic;
    private String name;
    private PubSubSubscription subscription;

    @BeforeAll
    static void start() throws Exception {
        Optional<PubSubEmulator> started = PubSubEmulator.start();
        assumeTrue(started.isPresent(), PubSubEmulator.ABSENT);
        emulator = started.get();
    }

    @AfterAll
    static void stop() throws Exception {
        if (emulator != null) {
            emulator.close();
        }
    }

    /** A subscription of its own for each test: the emulator keeps what an ended pull was given until its lease ends. */
    @BeforeEach
    void connect(TestInfo test) throws Exception {
        String id = test.getTestMethod().orElseThrow().getName();
        topic = "projects/acme/topics/" + id;
        name = "projects/acme/subscriptions/" + id;
        emulator.createTopic(topic);
        emulator.createSubscription(name, topic);
        subscription = PubSubSubscription.open(
                        vertx, name, Optional.of(emulator.host()), PubSubTransport.GRPC, CallMeter.none())
                .await();
    }

    @AfterEach
    void disconnect() throws Exception {
        if (subscription != null) {
            subscription.close();
        }
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void aMessageGivenBackComesAgainAndAnAcknowledgedOneDoesNot() throws Exception {
        List<String> ids = emulator.publish(topic, List.of("{ü}"));

        ReceivedMessage first = get(subscription.pull(10)).get(0);
        assertThat(first.messageId()).isEqualTo(ids.get(0));
        assertThat(new String(first.data(), UTF_8)).isEqualTo("{ü}");
        get(subscription.modifyDeadline(List.of(first.ackId()), 0));
        ReceivedMessage again = get(subscription.pull(10)).get(0);
        assertThat(again.messageId()).isEqualTo(first.messageId());
        get(subscription.acknowledge(List.of(again.ackId())));

        emulator.publish(topic, List.of("next"));
        assertThat(new String(get(subscription.pull(10)).get(0).data(), UTF_8)).isEqualTo("next");
    }

    @Test
    void whatIsPublishedComesWithItsAttributes() throws Exception {
        try (TopicPublisher publisher =
                new TopicPublisher(Optional.of(emulator.host()), PubSubTransport.GRPC, CallMeter.none())) {
            publisher.publish(topic, "{ü}", Map.of("idempotency_key", "k"));
            assertThatThrownBy(() -> publisher.publish("projects/acme/topics/none", "x", Map.of()))
                    .isInstanceOfSatisfying(
                            CallFailed.class,
                            failed -> assertThat(failed.failure().isTransient()).isFalse());
        }

        ReceivedMessage message = get(subscription.pull(10)).get(0);
        assertThat(new String(message.data(), UTF_8)).isEqualTo("{ü}");
        assertThat(message.attributes()).isEqualTo(Map.of("idempotency_key", "k"));
    }

    @Test
    void manyMessagesComeInAFewPulls() throws Exception {
        emulator.publish(
                topic, IntStream.range(0, 500).mapToObj(Integer::toString).toList());

        List<String> seen = new ArrayList<>();
        while (seen.size() < 500) {
            List<ReceivedMessage> some = get(subscription.pull(200));
            some.forEach(message -> seen.add(new String(message.data(), UTF_8)));
            get(subscription.acknowledge(
                    some.stream().map(ReceivedMessage::ackId).toList()));
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(500);
    }

    @Test
    void aMessageOfNineMegabytesComesWhole() throws Exception {
        emulator.publish(topic, List.of("x".repeat(9_000_000)));

        assertThat(get(subscription.pull(1)).get(0).data()).hasSize(9_000_000);
    }

    @Test
    void aPullThatWaitsUntilItsDeadlineGivesNothing() throws Exception {
        PubSubSubscription impatient = new PubSubSubscription(
                vertx,
                new PubSubStubs(Duration.ofSeconds(1))
                        .subscriber(Optional.of("http://" + emulator.host() + "/"), PubSubTransport.GRPC),
                name);

        assertThat(get(impatient.pull(10))).isEmpty();
        impatient.close();
    }

    @Test
    void aSubscriptionThatIsNotThereIsPermanent() throws Exception {
        try (PubSubSubscription none = PubSubSubscription.open(
                        vertx,
                        "projects/acme/subscriptions/none",
                        Optional.of(emulator.host()),
                        PubSubTransport.GRPC,
                        CallMeter.none())
                .await()) {
            assertThat(none.pull(1).toCompletionStage().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .asInstanceOf(InstanceOfAssertFactories.type(dev.bqdispatch.fault.CallFailed.class))
                    .satisfies(
                            failed -> assertThat(failed.failure().isTransient()).isFalse())
                    .satisfies(failed -> assertThat(failed.failure().reason()).isEqualTo("NOT_FOUND"));
        }
    }

    @Test
    void nobodyListeningIsTransient() throws Exception {
        try (PubSubSubscription dead = PubSubSubscription.open(
                        vertx, name, Optional.of("127.0.0.1:1"), PubSubTransport.GRPC, CallMeter.none())
                .await()) {
            assertThat(dead.pull(1).toCompletionStage().toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .havingCause()
                    .asInstanceOf(InstanceOfAssertFactories.type(dev.bqdispatch.fault.CallFailed.class))
                    .satisfies(
                            failed -> assertThat(failed.failure().isTransient()).isTrue());
        }
    }

    @Test
    void whatNeedNotBeWaitedForIsAnsweredAtOnce() throws Exception {
        assertThat(subscription.pullAtOnce().toCompletionStage().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(8))
                .isEqualTo(List.of());
    }

    @Test
    void overNewConnectionsWhatIsHeldIsAcknowledgedAndPullsThatWaitGoOn() throws Exception {
        emulator.publish(topic, List.of("first"));
        String ackId = get(subscription.pull(1)).get(0).ackId();
        Future<List<ReceivedMessage>> waiting = subscription.pull(1);

        get(subscription.reconnect());
        get(subscription.acknowledge(List.of(ackId)));
        emulator.publish(topic, List.of("second"));

        assertThat(new String(get(waiting).get(0).data(), UTF_8)).isEqualTo("second");
    }
}
