package dev.bqdispatch.action;

import java.time.Duration;
import java.util.Map;

/** Topics of Pub/Sub. */
public interface Publisher {
    /** Within which a message is published, or is given up. */
    Duration LONGEST = Duration.ofSeconds(30);

    /**
     * Publishes one message; blocks, and makes one attempt.
     *
     * @param topic {@code projects/P/topics/T}
     * @throws dev.bqdispatch.fault.CallFailed if it can't be done
     */
    void publish(String topic, String data, Map<String, String> attributes);
}
