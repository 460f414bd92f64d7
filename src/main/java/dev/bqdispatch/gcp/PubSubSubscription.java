package dev.bqdispatch.gcp;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import dev.bqdispatch.ingest.ReceivedMessage;
import dev.bqdispatch.ingest.Subscription;
import dev.bqdispatch.metric.GoogleCall;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** A subscription through Google's own client, each method one attempt. */
public final class PubSubSubscription implements Subscription {
    /** Every call has ended by itself by then. */
    private static final Duration LONGEST_RETIREMENT = PubSubStubs.LONGEST_PULL.plusSeconds(15);

    private static final String ENDED = "the subscription was closed";

    private final Vertx vertx;
    private final Callable<SubscriberStub> connector;
    private final String name;
    private final CallMeter calls;
    private final Set<SubscriberLine> retired = ConcurrentHashMap.newKeySet();
    private volatile SubscriberLine line;
    private volatile boolean closed;

    /** One that can't have new connections. */
    PubSubSubscription(Vertx vertx, SubscriberStub stub, String name) {
        this(vertx, stub, () -> stub, name, CallMeter.none());
    }

    private PubSubSubscription(
            Vertx vertx, SubscriberStub first, Callable<SubscriberStub> connector, String name, CallMeter calls) {
        this.vertx = vertx;
        this.connector = connector;
        this.name = name;
        this.calls = calls;
        line = new SubscriberLine(vertx, first, calls);
    }

    /**
     * Opens a subscription, aside, since that takes longer than any other part of the start; nothing is called before the
     * first pull.
     *
     * @param name {@code projects/P/subscriptions/S}
     * @param emulator {@code host:port} or a URL, without credentials; empty for the cloud
     * @return fails with an {@link java.io.IOException} if there are no application default credentials
     */
    public static Future<PubSubSubscription> open(
            Vertx vertx, String name, Optional<String> emulator, PubSubTransport transport, CallMeter calls) {
        PubSubStubs stubs = new PubSubStubs(PubSubStubs.LONGEST_PULL);
        Callable<SubscriberStub> connector = () -> stubs.subscriber(emulator, transport);
        return vertx.executeBlocking(connector)
                .map(stub -> new PubSubSubscription(vertx, stub, connector, name, calls));
    }

    @Override
    public Future<List<ReceivedMessage>> pull(int max) {
        PullRequest request = PullRequest.newBuilder()
                .setSubscription(name)
                .setMaxMessages(max)
                .build();
        return pull(request)
                .recover(error -> isEmptyPull(error) ? Future.succeededFuture(List.of()) : Future.failedFuture(error));
    }

    /** {@code returnImmediately} is discouraged for pulling, since it finds less; but it shows whether anybody answers. */
    @Override
    @SuppressWarnings("deprecation") // there is no other question that a quiet subscription answers at once
    public Future<List<ReceivedMessage>> pullAtOnce() {
        return pull(PullRequest.newBuilder()
                .setSubscription(name)
                .setMaxMessages(1)
                .setReturnImmediately(true)
                .build());
    }

    private Future<List<ReceivedMessage>> pull(PullRequest request) {
        return line.call(
                        GoogleCall.PULL,
                        SubscriberStub::pullCallable,
                        request,
                        answer -> answer.getReceivedMessagesList().stream()
                                .map(PubSubSubscription::received)
                                .toList())
                .future();
    }

    /** Where nothing is published the server keeps a pull waiting, and which side ends it first is chance. */
    private static boolean isEmptyPull(Throwable failed) {
        return failed.getCause() != null && ErrorClassifier.isDeadlineExceeded(failed.getCause());
    }

    @Override
    public Future<Void> acknowledge(List<String> ackIds) {
        AcknowledgeRequest request = AcknowledgeRequest.newBuilder()
                .setSubscription(name)
                .addAllAckIds(ackIds)
                .build();
        return line.call(GoogleCall.ACKNOWLEDGE, SubscriberStub::acknowledgeCallable, request, done -> done)
                .future()
                .<Void>mapEmpty()
                .recover(PubSubSubscription::passOverLost);
    }

    @Override
    public Future<Void> modifyDeadline(List<String> ackIds, int seconds) {
        ModifyAckDeadlineRequest request = ModifyAckDeadlineRequest.newBuilder()
                .setSubscription(name)
                .addAllAckIds(ackIds)
                .setAckDeadlineSeconds(seconds)
                .build();
        return line.call(GoogleCall.MODIFY_DEADLINE, SubscriberStub::modifyAckDeadlineCallable, request, done -> done)
                .future()
                .<Void>mapEmpty()
                .recover(PubSubSubscription::passOverLost);
    }

    /**
     * With exactly-once delivery the error names the IDs that failed; where all of them failed for good there is nothing
     * left to do, and the rest of the request took effect.
     *
     * @see <a href="https://cloud.google.com/pubsub/docs/exactly-once-delivery">exactly-once delivery</a>
     */
    private static Future<Void> passOverLost(Throwable failed) {
        if (failed.getCause() instanceof ApiException answer
                && answer.getMetadata() != null
                && !answer.getMetadata().isEmpty()
                && answer.getMetadata().values().stream().allMatch(why -> why.startsWith("PERMANENT_FAILURE_"))) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(failed);
    }

    @Override
    public Future<Void> reconnect() {
        // Opening connections loads classes and may read files.
        return vertx.executeBlocking(connector).map(stub -> {
            SubscriberLine old = line;
            line = new SubscriberLine(vertx, stub, calls);
            old.retire();
            retired.removeIf(SubscriberLine::over);
            retired.add(old);
            vertx.setTimer(LONGEST_RETIREMENT.toMillis(), late -> old.close("no answer came"));
            if (closed) {
                close();
            }
            return null;
        });
    }

    @Override
    public void abandonCalls(String why) {
        line.abandon(why);
        retired.forEach(old -> old.abandon(why));
    }

    @Override
    public void close() {
        closed = true;
        line.close(ENDED);
        retired.forEach(old -> old.close(ENDED));
    }

    private static ReceivedMessage received(com.google.pubsub.v1.ReceivedMessage delivery) {
        PubsubMessage message = delivery.getMessage();
        Timestamp published = message.getPublishTime();
        return new ReceivedMessage(
                delivery.getAckId(),
                message.getMessageId(),
                Instant.ofEpochSecond(published.getSeconds(), published.getNanos()),
                message.getAttributesMap(),
                message.getData().toByteArray(),
                delivery.getDeliveryAttempt());
    }
}
