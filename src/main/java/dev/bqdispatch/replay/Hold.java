package dev.bqdispatch.replay;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.ledger.Claims;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The claims on replays: of two at once, one is told of the other. What keeps anything from being done twice are the same
 * names and generations as of any dispatch. Every method blocks, and throws {@link dev.bqdispatch.fault.GroundLost} where
 * the folder can't be had.
 */
final class Hold {
    /** Whoever is cut off keeps others waiting no longer than that. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Claims claims;

    Hold(Claims claims) {
        this.claims = claims;
    }

    /** How often a claim has to be renewed. */
    static Duration renewal() {
        return LEASE.dividedBy(5);
    }

    Claim.Bid bid(JobRef job) {
        return claims.bid(claims.names().replay(job), Map.of("job", job.toString()), LEASE);
    }

    Claims.Attempt take(Claim.Bid bid) {
        return claims.take(bid);
    }

    /** The claim, good for long enough again; empty if it was lost. */
    Optional<Claim> renew(Claim claim) {
        return claims.confirm(claim, LEASE.dividedBy(2));
    }

    void release(Claim claim) {
        claims.release(claim);
    }
}
