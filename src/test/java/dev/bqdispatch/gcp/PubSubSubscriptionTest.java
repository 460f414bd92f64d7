package dev.bqdispatch.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.FakeClock;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.ingest.ReceivedMessage;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PubSubSubscriptionTest {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String SUBSCRIPTION = "projects/acme/subscriptions/jobs";

    private final Vertx vertx = Vertx.vertx();
    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-01T12:00:00.123456789Z"));
    private final FakeWorld world = new FakeWorld(clock);
    private final Gateway gateway = Gateway.to(world);
    private PubSubSubscription subscription;

    @BeforeEach
    void connect() {
        world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
        world.pubSub().pullWait(Duration.ofMillis(100));
        subscription = PubSubSubscription.open(
                        vertx, SUBSCRIPTION, Optional.of(gateway.url()), PubSubTransport.HTTP, CallMeter.none())
                .await();
    }

    @AfterEach
    void disconnect() throws Exception {
        subscription.close();
        get(vertx.close());
        gateway.close();
        world.close();
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static CallFailed failure(Future<?> future) {
        ExecutionException failed = catchThrowableOfType(ExecutionException.class, () -> get(future));
        return (CallFailed) Objects.requireNonNull(failed.getCause());
    }

    @Test
    void aMessageComesWholeAndIsGoneWhenAcknowledged() throws Exception {
        String id = world.pubSub().publish(TOPIC, ByteString.copyFromUtf8("{ü}"), Map.of("k", "v"));

        List<ReceivedMessage> pulled = get(subscription.pull(10));

        assertThat(pulled).hasSize(1);
        ReceivedMessage message = pulled.get(0);
        assertThat(message.messageId()).isEqualTo(id);
        assertThat(new String(message.data(), UTF_8)).isEqualTo("{ü}");
        assertThat(message.attributes()).isEqualTo(Map.of("k", "v"));
        assertThat(message.publishTime()).isEqualTo(clock.instant());
        assertThat(message.deliveryAttempt()).isZero();
        get(subscription.acknowledge(List.of(message.ackId())));
        assertThat(world.pubSub().unacked()).isEmpty();
    }

    @Test
    void anEmptySubscriptionGivesNothing() throws Exception {
        assertThat(get(subscription.pull(10))).isEmpty();
    }

    @Test
    void aPullThatWaitsUntilItsDeadlineGivesNothing() throws Exception {
        world.pubSub().pullWait(Duration.ofSeconds(30));
        PubSubSubscription impatient = new PubSubSubscription(
                vertx,
                new PubSubStubs(Duration.ofSeconds(1)).subscriber(Optional.of(gateway.url()), PubSubTransport.HTTP),
                SUBSCRIPTION);

        assertThat(get(impatient.pull(10))).isEmpty();
        impatient.close();
    }

    @Test
    void aDeadlineIsSetAndZeroGivesBackAtOnce() throws Exception {
        world.pubSub().publish(TOPIC, "x");
        String ackId = get(subscription.pull(1)).get(0).ackId();

        get(subscription.modifyDeadline(List.of(ackId), 60));
        clock.advance(Duration.ofSeconds(59));
        assertThat(world.pubSub().leased(SUBSCRIPTION)).isEqualTo(1);
        get(subscription.modifyDeadline(List.of(ackId), 0));

        assertThat(get(subscription.pull(1))).hasSize(1);
    }

    @Test
    void deliveriesAreCountedWhereTheSubscriptionCounts() throws Exception {
        String counted = "projects/acme/subscriptions/counted";
        world.pubSub().createSubscription(counted, TOPIC, Duration.ofSeconds(10), true);
        world.pubSub().publish(counted, "x");
        try (PubSubSubscription other = PubSubSubscription.open(
                        vertx, counted, Optional.of(gateway.url()), PubSubTransport.HTTP, CallMeter.none())
                .await()) {
            get(other.pull(1));
            world.pubSub().expireLeases();

            assertThat(get(other.pull(1)).get(0).deliveryAttempt()).isEqualTo(2);
        }
    }

    @Test
    void manyPullsWaitSideBySideAndLeaveRoomForAcknowledgements() throws Exception {
        world.pubSub().publish(TOPIC, "x");
        String ackId = get(subscription.pull(1)).get(0).ackId();
        world.pubSub().pullWait(Duration.ofSeconds(60));
        for (int i = 0; i < 12; i++) {
            subscription.pull(1);
        }

        get(subscription.acknowledge(List.of(ackId)));
        assertThat(world.pubSub().unacked()).isEmpty();
    }

    @Test
    void oneAttemptIsMadeAndAServerErrorIsTransient() {
        gateway.failNext(1, "subscriptions.acknowledge", Fault.status(503, "backendError"));

        CallFailed failed = failure(subscription.acknowledge(List.of("x")));

        assertThat(failed.failure().isTransient()).isTrue();
        assertThat(failed.failure().status()).isEqualTo(503);
        assertThat(failed.failure().reason()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void aResetConnectionIsTransientAndNotTriedAgainInSecret() {
        gateway.failNext(1, "subscriptions.pull", Fault.reset());

        assertThat(failure(subscription.pull(1)).failure().isTransient()).isTrue();
    }

    @Test
    void aSubscriptionThatIsNotThereOrForbiddenIsPermanent() {
        world.pubSub().publish(TOPIC, "x");
        gateway.failNext(1, "subscriptions.pull", Fault.status(403, "forbidden"));

        CallFailed failed = failure(subscription.pull(1));

        assertThat(failed.failure().isTransient()).isFalse();
        assertThat(failed.failure().reason()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void answersComeOnTheContextOfTheCaller() throws Exception {
        Context caller = vertx.getOrCreateContext();
        Promise<Context> answered = Promise.promise();

        caller.runOnContext(here -> subscription.pull(1).onComplete(any -> answered.complete(Vertx.currentContext())));

        assertThat(get(answered.future())).isSameAs(caller);
    }

    @Test
    void closingEndsPullsThatWait() {
        world.pubSub().pullWait(Duration.ofSeconds(60));
        Future<List<ReceivedMessage>> pull = subscription.pull(1);

        subscription.close();

        assertThat(failure(pull).failure().isTransient()).isTrue();
    }

    @Test
    void whatNeedNotBeWaitedForIsAnsweredAtOnce() throws Exception {
        world.pubSub().pullWait(Duration.ofSeconds(60));

        assertThat(get(subscription.pullAtOnce())).isEmpty();

        world.pubSub().publish(TOPIC, "x");
        world.pubSub().publish(TOPIC, "y");
        assertThat(get(subscription.pullAtOnce())).hasSize(1);
    }

    @Test
    void overNewConnectionsWhatIsHeldIsAcknowledgedAndPullsThatWaitGoOn() throws Exception {
        world.pubSub().publish(TOPIC, "first");
        String ackId = get(subscription.pull(1)).get(0).ackId();
        world.pubSub().pullWait(Duration.ofSeconds(60));
        Future<List<ReceivedMessage>> waiting = subscription.pull(1);

        get(subscription.reconnect());
        get(subscription.acknowledge(List.of(ackId)));
        world.pubSub().publish(TOPIC, "second");

        assertThat(get(waiting)).hasSize(1);
        assertThat(world.pubSub().unacked()).hasSize(1);
    }

    @Test
    void callsThatAreGivenUpFailAtOnceWhereverTheyWait() throws Exception {
        world.pubSub().pullWait(Duration.ofSeconds(60));
        Future<List<ReceivedMessage>> before = subscription.pull(1);
        get(subscription.reconnect());
        Future<List<ReceivedMessage>> after = subscription.pull(1);

        subscription.abandonCalls("nobody answers");

        assertThat(failure(before).failure().message()).isEqualTo("nobody answers");
        assertThat(failure(after).failure().message()).isEqualTo("nobody answers");
        world.pubSub().pullWait(Duration.ofMillis(100));
        assertThat(get(subscription.pull(1))).isEmpty();
    }
}
