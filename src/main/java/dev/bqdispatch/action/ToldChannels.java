package dev.bqdispatch.action;

import dev.bqdispatch.ledger.IdempotencyKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which channels have taken the message of which action, so that they are not told again at every delivery while another
 * channel does not take it. Kept in this process alone: after a crash, and by another replica, they are told again.
 */
final class ToldChannels {
    /** As many as one request can have, so that none of those is forgotten for another. */
    static final int REMEMBERED = 10_000;

    private record Telling(IdempotencyKey key, String channel) {}

    private final Map<Telling, Boolean> told = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Telling, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Asking keeps it from being forgotten. */
    synchronized boolean contains(IdempotencyKey key, String channel) {
        return told.get(new Telling(key, channel)) != null;
    }

    synchronized void add(IdempotencyKey key, String channel) {
        told.put(new Telling(key, channel), true);
    }
}
