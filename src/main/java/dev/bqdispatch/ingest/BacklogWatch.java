package dev.bqdispatch.ingest;

import dev.bqdispatch.message.Backlog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the service is behind: the age of what came lately for the first time. What comes again was given back, perhaps
 * for hours, and says nothing of what waits behind it.
 */
final class BacklogWatch {
    private static final int KEPT_SECONDS = 60;

    private final Clock clock;
    private final Puller puller;
    private final PullGate gate;
    /** The greatest age among what came in each second. */
    private final Map<Long, Duration> oldest = new HashMap<>();

    private Instant lastCame;

    BacklogWatch(Clock clock, Puller puller, PullGate gate) {
        this.clock = clock;
        this.puller = puller;
        this.gate = gate;
        lastCame = clock.instant();
    }

    /** @param again whether it was here before */
    void came(ReceivedMessage message, boolean again) {
        Instant now = clock.instant();
        lastCame = now;
        if (!again) {
            Duration age = Duration.between(message.publishTime(), now);
            oldest.merge(now.getEpochSecond(), age, BacklogWatch::longer);
            if (oldest.size() > 2 * KEPT_SECONDS) {
                oldest.keySet().removeIf(second -> second < now.getEpochSecond() - KEPT_SECONDS);
            }
        }
    }

    /** How it was during the last time of this length. */
    Backlog ask(Duration within) {
        Instant now = clock.instant();
        if (!gate.isOpen()) {
            return new Backlog.Unknown("pulling pauses");
        }
        // A pull that waits for messages has had all there were; with none, nobody knows what would come.
        if (puller.outstanding() == 0 && lastCame.isBefore(now.minus(within))) {
            return new Backlog.Unknown("as many messages are held as may be");
        }
        long since = now.minus(within).getEpochSecond();
        return oldest.entrySet().stream()
                .filter(second -> second.getKey() >= since)
                .map(Map.Entry::getValue)
                .reduce(BacklogWatch::longer)
                .<Backlog>map(Backlog.Lag::new)
                .orElseGet(Backlog.None::new);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
