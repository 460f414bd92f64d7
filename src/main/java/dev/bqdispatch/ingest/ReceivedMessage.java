package dev.bqdispatch.ingest;

import java.time.Instant;
import java.util.Map;

/**
 * One delivery of a message.
 *
 * @param ackId names this delivery, not the message
 * @param data not to be changed
 * @param deliveryAttempt which delivery this is, from 1; 0 if the subscription does not count
 * @see <a href="https://cloud.google.com/pubsub/docs/reference/rest/v1/ReceivedMessage">ReceivedMessage</a>
 */
@SuppressWarnings("ArrayRecordComponent") // by reference on purpose: up to 10 MB, and nobody compares deliveries
public record ReceivedMessage(
        String ackId,
        String messageId,
        Instant publishTime,
        Map<String, String> attributes,
        byte[] data,
        int deliveryAttempt) {
    /** What is kept of a message beside what is in it. */
    private static final long OVERHEAD = 1_000;

    public ReceivedMessage {
        attributes = Map.copyOf(attributes);
    }

    /** About how many bytes of memory it takes. */
    long size() {
        long size = OVERHEAD + data.length;
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            size += attribute.getKey().length() + attribute.getValue().length();
        }
        return size;
    }
}
