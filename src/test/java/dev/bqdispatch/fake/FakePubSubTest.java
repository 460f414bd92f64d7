package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.pubsub.v1.stub.HttpJsonSubscriberStub;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.GetSubscriptionRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FakePubSubTest {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String SUBSCRIPTION = "projects/acme/subscriptions/jobs";

    private final FakeClock clock = new FakeClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeWorld world = new FakeWorld(clock);
    private final Gateway gateway = Gateway.to(world);
    private final HttpJsonSubscriberStub stub;

    FakePubSubTest() throws IOException {
        stub = Clients.subscriber(gateway);
    }

    @BeforeEach
    void aSubscription() {
        world.pubSub().createSubscription(SUBSCRIPTION, TOPIC);
        world.pubSub().pullWait(Duration.ofMillis(100));
    }

    @AfterEach
    void close() throws InterruptedException {
        stub.shutdownNow();
        stub.awaitTermination(5, TimeUnit.SECONDS);
        gateway.close();
        world.close();
    }

    @Test
    void aMessageIsPulledOnceAndGoneWhenAcknowledged() {
        String id = world.pubSub().publish(TOPIC, ByteString.copyFromUtf8("{ü}"), Map.of("k", "v"));

        List<ReceivedMessage> pulled = pull();

        assertThat(pulled).hasSize(1);
        assertThat(pulled.get(0).getMessage().getData().toStringUtf8()).isEqualTo("{ü}");
        assertThat(pulled.get(0).getMessage().getAttributesMap()).containsEntry("k", "v");
        assertThat(pulled.get(0).getMessage().getMessageId()).isEqualTo(id);
        assertThat(pulled.get(0).getMessage().getPublishTime().getSeconds())
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(pulled.get(0).getDeliveryAttempt()).isZero();
        assertThat(pull()).isEmpty();
        acknowledge(pulled.get(0).getAckId());
        clock.advance(Duration.ofHours(1));
        assertThat(world.pubSub().unacked()).isEmpty();
    }

    @Test
    void aSubscriptionIsAsleepWhenAllThatIsLeftWasGivenBackToComeLater() {
        Duration extension = Duration.ofSeconds(60);
        world.pubSub().publish(TOPIC, "x");
        assertThat(world.pubSub().asleep(SUBSCRIPTION, extension))
                .as("it waits")
                .isEmpty();
        String ackId = pull().get(0).getAckId();
        assertThat(world.pubSub().asleep(SUBSCRIPTION, extension))
                .as("it is leased")
                .isEmpty();

        world.pubSub().modifyAckDeadline(SUBSCRIPTION, List.of(ackId), Duration.ofSeconds(40));
        clock.advance(Duration.ofSeconds(15));
        assertThat(world.pubSub().asleep(SUBSCRIPTION, extension)).contains(Duration.ofSeconds(25));

        world.pubSub().modifyAckDeadline(SUBSCRIPTION, List.of(ackId), extension);
        assertThat(world.pubSub().asleep(SUBSCRIPTION, extension))
                .as("it is kept")
                .isEmpty();
    }

    @Test
    void aMessageComesAgainAfterItsDeadlineAndTheOldAckIdIsWorthNothing() {
        world.pubSub().publish(TOPIC, "x");
        String old = pull().get(0).getAckId();

        clock.advance(Duration.ofSeconds(10));
        String fresh = pull().get(0).getAckId();
        acknowledge(old);

        assertThat(fresh).isNotEqualTo(old);
        assertThat(world.pubSub().unacked()).hasSize(1);
        acknowledge(fresh);
        assertThat(world.pubSub().unacked()).isEmpty();
    }

    @Test
    void aDeadlineOfZeroGivesBackAtOnceAndALongerOneHolds() {
        world.pubSub().publish(TOPIC, "x");
        modifyDeadline(pull().get(0).getAckId(), 0);
        List<ReceivedMessage> again = pull();
        assertThat(again).hasSize(1);

        modifyDeadline(again.get(0).getAckId(), 60);
        clock.advance(Duration.ofSeconds(59));
        assertThat(pull()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(pull()).hasSize(1);
    }

    @Test
    void aWaitingPullGetsWhatIsPublishedMeanwhile() throws Exception {
        world.pubSub().pullWait(Duration.ofSeconds(30));
        var pulling = stub.pullCallable().futureCall(request());

        world.pubSub().publish(TOPIC, "x");

        assertThat(pulling.get(10, TimeUnit.SECONDS).getReceivedMessagesList()).hasSize(1);
    }

    @Test
    void leasesEndWhenTheTestSaysSo() {
        world.pubSub().publish(TOPIC, "x");
        assertThat(pull()).hasSize(1);

        world.pubSub().expireLeases();

        assertThat(pull()).hasSize(1);
    }

    @Test
    void deliveriesAreCountedWhereAskedFor() {
        String counted = "projects/acme/subscriptions/counted";
        world.pubSub().createSubscription(counted, TOPIC, Duration.ofSeconds(10), true);
        world.pubSub().publish(counted, "only here");
        PullRequest request = PullRequest.newBuilder()
                .setSubscription(counted)
                .setMaxMessages(1)
                .build();

        stub.pullCallable().call(request);
        world.pubSub().expireLeases();

        assertThat(stub.pullCallable().call(request).getReceivedMessages(0).getDeliveryAttempt())
                .isEqualTo(2);
        assertThat(world.pubSub().unacked(SUBSCRIPTION)).isEmpty();
    }

    @Test
    void aSubscriptionIsDescribedAndAnUnknownOneIsNotFound() {
        assertThat(stub.getSubscriptionCallable()
                        .call(GetSubscriptionRequest.newBuilder()
                                .setSubscription(SUBSCRIPTION)
                                .build()))
                .satisfies(found -> assertThat(found.getTopic()).isEqualTo(TOPIC))
                .satisfies(found -> assertThat(found.getAckDeadlineSeconds()).isEqualTo(10));
        assertThatThrownBy(() -> stub.pullCallable()
                        .call(PullRequest.newBuilder()
                                .setSubscription("projects/acme/subscriptions/none")
                                .setMaxMessages(1)
                                .build()))
                .isInstanceOf(NotFoundException.class);
    }

    private List<ReceivedMessage> pull() {
        return stub.pullCallable().call(request()).getReceivedMessagesList();
    }

    private static PullRequest request() {
        return PullRequest.newBuilder()
                .setSubscription(SUBSCRIPTION)
                .setMaxMessages(10)
                .build();
    }

    private void acknowledge(String ackId) {
        stub.acknowledgeCallable()
                .call(AcknowledgeRequest.newBuilder()
                        .setSubscription(SUBSCRIPTION)
                        .addAckIds(ackId)
                        .build());
    }

    private void modifyDeadline(String ackId, int seconds) {
        stub.modifyAckDeadlineCallable()
                .call(ModifyAckDeadlineRequest.newBuilder()
                        .setSubscription(SUBSCRIPTION)
                        .addAckIds(ackId)
                        .setAckDeadlineSeconds(seconds)
                        .build());
    }
}
