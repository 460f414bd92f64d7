package dev.bqdispatch.ingest;

import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.recall.Recent;
import java.util.Map;

/** How long a message that is given back stays away: the back-off is spent in Pub/Sub, not here. */
final class GiveBackDelay {
    private static final int FIRST = 10;
    private static final int LONGEST = 600;
    private static final int DOUBLINGS = 6;
    private static final int REMEMBERED = 10_000;

    /** Bounded: who is forgotten comes back sooner, that is all. */
    private final Map<String, Integer> givenBack = new Recent<>(REMEMBERED);

    /** Those that were given back, for whatever reason; bounded, as what is forgotten only looks new. */
    private final Map<String, Boolean> seen = new Recent<>(REMEMBERED);

    /** Whether an earlier delivery of the message was given back, as far as anybody counts. */
    boolean cameBefore(ReceivedMessage message) {
        return message.deliveryAttempt() > 1 || seen.containsKey(message.messageId());
    }

    /** How many seconds, 0 to 600, the message is to stay away this time. */
    int seconds(ReceivedMessage message, NotNow notNow) {
        seen.put(message.messageId(), true);
        return switch (notNow.why()) {
            case STOPPED -> 0;
            // It knows how long, and waiting is no failing: that counts for nothing later.
            case EARLY -> atLeastAsked(1, notNow);
            // Nobody's fault but ours, so the event does not wait longer each time.
            case GROUND -> atLeastAsked(FIRST, notNow);
            case EVENT -> atLeastAsked(Math.min(LONGEST, FIRST << Math.min(DOUBLINGS, earlier(message))), notNow);
        };
    }

    /** Which delivery of the message this is, from 1, as far as anybody counts. */
    int attempt(ReceivedMessage message) {
        return message.deliveryAttempt() > 0
                ? message.deliveryAttempt()
                : givenBack.getOrDefault(message.messageId(), 0) + 1;
    }

    void forget(ReceivedMessage message) {
        givenBack.remove(message.messageId());
        seen.remove(message.messageId());
    }

    /** What the subscription counts holds over restarts and replicas; what we count is better than nothing. */
    private int earlier(ReceivedMessage message) {
        int ours = givenBack.merge(message.messageId(), 1, Integer::sum) - 1;
        return message.deliveryAttempt() > 0 ? message.deliveryAttempt() - 1 : ours;
    }

    private static int atLeastAsked(int seconds, NotNow notNow) {
        long asked = notNow.failure().retryAfter().plusMillis(999).toSeconds();
        return (int) Math.min(LONGEST, Math.max(seconds, asked));
    }
}
