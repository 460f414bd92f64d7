package dev.bqdispatch.gcp;

import com.google.api.core.ApiFuture;
import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.UnaryCallable;
import com.google.cloud.pubsub.v1.stub.SubscriberStub;
import com.google.protobuf.Timestamp;
import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.ModifyAckDeadlineRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PullRequest;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.ingest.ReceivedMessage;
import dev.bqdispatch.ingest.Subscription;
import dev.bqdispatch.metric.GoogleCall;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A subscription through Google's own client, each method one attempt. */
public final class PubSubSubscription implements Subscription {
    private final Vertx vertx;
    private final SubscriberStub stub;
    private final String name;
    private final CallMeter calls;
    private final Set<Promise<?>> waiting = ConcurrentHashMap.newKeySet();

    PubSubSubscription(Vertx vertx, SubscriberStub stub, String name) {
        this(vertx, stub, name, CallMeter.none());
    }

    private PubSubSubscription(Vertx vertx, SubscriberStub stub, String name, CallMeter calls) {
        this.vertx = vertx;
        this.stub = stub;
        this.name = name;
        this.calls = calls;
    }

    /**
     * Opens a subscription; nothing is called before the first pull.
     *
     * @param name {@code projects/P/subscriptions/S}
     * @param emulator {@code host:port} or a URL, without credentials; empty for the cloud
     * @throws IOException if there are no application default credentials
     */
    public static PubSubSubscription open(
            Vertx vertx, String name, Optional<String> emulator, PubSubTransport transport, CallMeter calls)
            throws IOException {
        return new PubSubSubscription(
                vertx, new PubSubStubs(PubSubStubs.LONGEST_PULL).subscriber(emulator, transport), name, calls);
    }

    /** The same, of which nobody counts the calls. */
    public static PubSubSubscription open(
            Vertx vertx, String name, Optional<String> emulator, PubSubTransport transport) throws IOException {
        return open(vertx, name, emulator, transport, CallMeter.none());
    }

    @Override
    public Future<List<ReceivedMessage>> pull(int max) {
        PullRequest request = PullRequest.newBuilder()
                .setSubscription(name)
                .setMaxMessages(max)
                .build();
        return call(
                        GoogleCall.PULL,
                        stub.pullCallable(),
                        request,
                        answer -> answer.getReceivedMessagesList().stream()
                                .map(PubSubSubscription::received)
                                .toList())
                .recover(error -> isEmptyPull(error) ? Future.succeededFuture(List.of()) : Future.failedFuture(error));
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
        return call(GoogleCall.ACKNOWLEDGE, stub.acknowledgeCallable(), request, done -> done)
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
        return call(GoogleCall.MODIFY_DEADLINE, stub.modifyAckDeadlineCallable(), request, done -> done)
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

    /** A call that its client has not begun yet is dropped by it without a word, so each is also ended here. */
    @Override
    public void close() {
        stub.shutdownNow();
        CallFailed closed = new CallFailed(Failure.passing("the subscription was closed"));
        waiting.forEach(call -> call.tryFail(closed));
    }

    /** Makes the call, and hops from Google's thread, where the answer is read, to the caller's context. */
    private <Q, A, T> Future<T> call(GoogleCall what, UnaryCallable<Q, A> method, Q request, Function<A, T> reader) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        waiting.add(promise);
        promise.future().onComplete(ended -> waiting.remove(promise));
        ApiFutures.addCallback(
                ApiFutures.transform(calls.begun(what, start(method, request)), reader::apply, Runnable::run),
                new ApiFutureCallback<T>() {
                    @Override
                    public void onSuccess(T answer) {
                        hop(caller, promise, () -> promise.tryComplete(answer));
                    }

                    @Override
                    public void onFailure(Throwable error) {
                        hop(caller, promise, () -> promise.tryFail(ErrorClassifier.grpc(error)));
                    }
                },
                Runnable::run);
        return promise.future();
    }

    /** What was ended by closing has nobody to tell; its context may be gone. */
    private static void hop(Context caller, Promise<?> promise, Runnable end) {
        if (!promise.future().isComplete()) {
            caller.runOnContext(here -> end.run());
        }
    }

    private static <Q, A> ApiFuture<A> start(UnaryCallable<Q, A> method, Q request) {
        try {
            return method.futureCall(request);
        } catch (RuntimeException e) {
            return ApiFutures.immediateFailedFuture(e);
        }
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
