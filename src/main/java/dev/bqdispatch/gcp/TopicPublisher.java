package dev.bqdispatch.gcp;

import com.google.api.gax.rpc.ApiExceptions;
import com.google.cloud.pubsub.v1.stub.PublisherStub;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PubsubMessage;
import dev.bqdispatch.action.Publisher;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.EventLoops;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.metric.GoogleCall;
import java.util.Map;
import java.util.Optional;

/** Topics through Google's own client, one attempt per call. */
public final class TopicPublisher implements Publisher, AutoCloseable {
    private final FirstUse<PublisherStub> stub;
    private final CallMeter calls;

    /** @param emulator {@code host:port} or a URL, without credentials; empty for the cloud */
    public TopicPublisher(Optional<String> emulator, PubSubTransport transport, CallMeter calls) {
        this.calls = calls;
        stub = new FirstUse<>("Pub/Sub", () -> PubSubStubs.publisher(emulator, transport));
    }

    @Override
    public void publish(String topic, String data, Map<String, String> attributes) {
        EventLoops.notBlockedBy(GoogleCall.PUBLISH.word());
        PublishRequest request = PublishRequest.newBuilder()
                .setTopic(topic)
                .addMessages(PubsubMessage.newBuilder()
                        .setData(ByteString.copyFromUtf8(data))
                        .putAllAttributes(attributes))
                .build();
        PublisherStub publisher = stub.get();
        try {
            ApiExceptions.callAndTranslateApiException(
                    calls.begun(GoogleCall.PUBLISH, publisher.publishCallable().futureCall(request)));
        } catch (RuntimeException e) {
            Failure failure = ErrorClassifier.grpc(e).failure();
            throw new CallFailed(failure.withMessage(topic + ": " + failure.message()), e);
        }
    }

    @Override
    public void close() {
        stub.made().ifPresent(PublisherStub::close);
    }
}
