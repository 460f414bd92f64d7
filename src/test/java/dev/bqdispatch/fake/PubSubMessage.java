package dev.bqdispatch.fake;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Map;

/** A published message (<a href="https://cloud.google.com/pubsub/docs/reference/rest/v1/PubsubMessage">PubsubMessage</a>). */
public record PubSubMessage(String id, ByteString data, Map<String, String> attributes, Instant publishTime) {
    public PubSubMessage {
        attributes = Map.copyOf(attributes);
    }

    public String text() {
        return data.toStringUtf8();
    }
}
