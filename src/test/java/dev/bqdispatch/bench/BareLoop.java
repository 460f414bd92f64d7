package dev.bqdispatch.bench;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.pubsub.v1.stub.GrpcSubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.protobuf.Empty;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.PullResponse;
import com.google.pubsub.v1.ReceivedMessage;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * As little as anybody can do with a subscription: pulls and acknowledges, with the client that the service uses and as
 * many calls under way. A process of its own; each line that it prints is a {@link Watch}'s.
 */
final class BareLoop {
    /** As the service has by default. */
    private static final int PULLS = 4;

    private static final int MOST = 250;
    private static final int LONGEST_MESSAGE = 32 << 20;

    private final SubscriberStub stub;
    private final String subscription;
    private final AtomicLong acknowledged = new AtomicLong();

    private BareLoop(SubscriberStub stub, String subscription) {
        this.stub = stub;
        this.subscription = subscription;
    }

    /** Arguments: the emulator's {@code host:port}, the subscription, and how many messages to wait for. */
    public static void main(String[] args) throws Exception {
        BareLoop loop = new BareLoop(connect(args[0]), args[1]);
        for (int i = 0; i < PULLS; i++) {
            loop.pull();
        }
        Watch.until(Long.parseLong(args[2]), loop.acknowledged::get);
        // Pulls that wait are nobody's any more.
        System.exit(0);
    }

    private static SubscriberStub connect(String host) throws IOException {
        SubscriberStubSettings.Builder settings = SubscriberStubSettings.newBuilder();
        settings.setCredentialsProvider(NoCredentialsProvider.create());
        settings.setTransportChannelProvider(SubscriberStubSettings.defaultGrpcTransportProviderBuilder()
                .setMaxInboundMessageSize(LONGEST_MESSAGE)
                .setEndpoint(host)
                .setChannelConfigurator(channel -> channel.usePlaintext())
                .build());
        return GrpcSubscriberStub.create(settings.build());
    }

    private void pull() {
        PullRequest request = PullRequest.newBuilder()
                .setSubscription(subscription)
                .setMaxMessages(MOST)
                .build();
        then(stub.pullCallable().futureCall(request), new ApiFutureCallback<>() {
            @Override
            public void onSuccess(PullResponse answer) {
                acknowledge(answer);
                pull();
            }

            @Override
            public void onFailure(Throwable nothingCame) {
                pull();
            }
        });
    }

    private void acknowledge(PullResponse answer) {
        if (answer.getReceivedMessagesCount() == 0) {
            return;
        }
        AcknowledgeRequest.Builder request = AcknowledgeRequest.newBuilder().setSubscription(subscription);
        for (ReceivedMessage message : answer.getReceivedMessagesList()) {
            request.addAckIds(message.getAckId());
        }
        then(stub.acknowledgeCallable().futureCall(request.build()), new ApiFutureCallback<>() {
            @Override
            public void onSuccess(Empty done) {
                acknowledged.addAndGet(request.getAckIdsCount());
            }

            @Override
            public void onFailure(Throwable error) {
                System.out.println("not acknowledged: " + error);
            }
        });
    }

    private static <T> void then(ApiFuture<T> call, ApiFutureCallback<T> callback) {
        ApiFutures.addCallback(call, callback, Runnable::run);
    }
}
