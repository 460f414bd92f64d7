package dev.bqdispatch.ledger;

import dev.bqdispatch.job.ObjectUrl;
import java.time.Duration;
import java.util.Map;

/**
 * Somebody's right to be the only one at something, for a while.
 *
 * @param bid whose, and on what
 * @param generation of the object, as last seen
 * @param since a moment before the object was written, in the owner's {@link System#nanoTime}
 * @param lease how long it lasts from then on
 */
public record Claim(Bid bid, long generation, long since, Duration lease) {

    /**
     * What is wanted. One bid is good for any number of tries: by its token a write is known whose reply was lost.
     *
     * @param name of the object
     * @param owner a token that nobody else has
     * @param about what the claim is about, for people and for whoever finds it left over; as metadata
     * @param lease how long the claim is to last
     */
    public record Bid(ObjectUrl name, String owner, Map<String, String> about, Duration lease) {
        public Bid {
            about = Map.copyOf(about);
            if (lease.isNegative() || lease.isZero()) {
                throw new IllegalArgumentException("a claim must last: " + lease);
            }
        }
    }

    /** How much of it is surely left. */
    Duration left(long nanos) {
        return lease.minusNanos(nanos - since);
    }
}
