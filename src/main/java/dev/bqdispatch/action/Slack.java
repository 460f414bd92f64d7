package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Slack's web API. */
public interface Slack {
    /** Within which a message is taken, or is given up. */
    Duration LONGEST = Duration.ofSeconds(30);

    /**
     * Posts one message; blocks, and makes one attempt.
     *
     * @param token who posts
     * @param message the arguments of {@code chat.postMessage}
     * @param hidden what Slack may quote and nobody may read
     * @throws dev.bqdispatch.fault.CallFailed if Slack does not take it, with Slack's own word as the reason
     * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
     */
    void post(String token, ObjectNode message, Hidden hidden);
}
