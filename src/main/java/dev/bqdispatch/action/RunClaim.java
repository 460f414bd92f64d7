package dev.bqdispatch.action;

import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.ledger.Claims;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Action;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One run's claim on its job, and what is known to be done of the actions that must not be done twice. For one thread at
 * a time; methods that block say so, and throw {@link GroundLost} where the state folder can't be had.
 */
final class RunClaim {
    private static final Logger LOG = LoggerFactory.getLogger(RunClaim.class);

    /** What an action may take beyond its own limit: a pause of the machine, a look at the claim that was slow. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Dispatch dispatch;
    private final JobClaims claims;
    private final Metrics metrics;
    private final Set<ObjectUrl> done = ConcurrentHashMap.newKeySet();
    /** Done, but nobody else could know. */
    private final Set<ObjectUrl> unnoted = ConcurrentHashMap.newKeySet();

    private volatile Claim.@Nullable Bid bid;
    /** Whether the bid was made and nobody heard what came of it. */
    private volatile boolean unheard;

    private volatile @Nullable Claim held;
    private volatile Instant ended = Instant.EPOCH;

    RunClaim(Dispatch dispatch, JobClaims claims, Metrics metrics) {
        this.dispatch = dispatch;
        this.claims = claims;
        this.metrics = metrics;
    }

    /** Whether a run of the dispatch may come to an action that must not be done twice. */
    static boolean isNeeded(Dispatch dispatch) {
        if (!dispatch.defects().isEmpty()) {
            return false;
        }
        if (dispatch.isOnce()) {
            return true;
        }
        for (Action action : dispatch.plan()) {
            if (action.kind().isClaimed()) {
                return true;
            }
            if (action.kind().isJob() && !action.async() && action.exists() == null) {
                // The rest is for the run that follows on the child.
                return false;
            }
        }
        return false;
    }

    /**
     * Takes the claim and learns what is done; blocks. After a failure it goes on where it was.
     *
     * @param jobEnded when the job ended
     * @return how long another's claim still lasts; empty if it is ours
     */
    Optional<Duration> take(Instant jobEnded) {
        ended = jobEnded;
        if (held == null) {
            Claim.Bid mine = bid == null ? claims.bid(job(), ended) : bid;
            bid = mine;
            unheard = true;
            Claims.Attempt attempt = claims.take(mine);
            unheard = false;
            if (attempt instanceof Claims.Attempt.Live live) {
                metrics.count(Metric.CLAIMS, "live");
                return Optional.of(live.left());
            }
            taken((Claims.Attempt.Held) attempt);
        }
        // Also of a claim that is new: one that was released has left what is done.
        done.addAll(claims.done(job()));
        return Optional.empty();
    }

    private void taken(Claims.Attempt.Held attempt) {
        held = attempt.claim();
        metrics.count(Metric.CLAIMS, attempt.takenOver() ? "taken_over" : "taken");
        if (attempt.takenOver()) {
            line(LOG.atInfo()).log("a run before this one has not ended, and is taken over");
        }
    }

    /** Whether anything of the action is done. */
    boolean hasBegun(Turn turn) {
        String all = step(turn, "").toString();
        String some = all.substring(0, all.length() - ".json".length());
        return done.stream().anyMatch(step -> step.toString().startsWith(some));
    }

    /** @param part what of the action; empty for all */
    boolean isDone(Turn turn, String part) {
        return done.contains(step(turn, part));
    }

    /**
     * Makes sure, just before something is done, that nobody else does it; blocks.
     *
     * @param longest that it may take
     * @throws LostClaim if it is somebody else's by now
     */
    void confirm(Duration longest) {
        note();
        Claim mine = held;
        if (mine == null) {
            throw new IllegalStateException("an action of " + job() + " that must not be done twice, without a claim");
        }
        Optional<Claim> still = claims.confirm(mine, longest.plus(MARGIN));
        if (still.isEmpty()) {
            held = null;
            metrics.count(Metric.CLAIMS, "lost");
            line(LOG.atWarn()).log("the job was taken over by another run, and this one ends");
            throw new LostClaim();
        }
        held = still.get();
    }

    /** Notes that it is done; blocks. A note that can't be written must not have it done again, so that comes later. */
    void did(Turn turn, String part) {
        ObjectUrl step = step(turn, part);
        done.add(step);
        unnoted.add(step);
        try {
            note();
        } catch (GroundLost e) {
            line(LOG.atWarn()).addKeyValue("reason", e.getMessage()).log("what is done could not be noted yet");
        }
    }

    boolean isNoted() {
        return unnoted.isEmpty();
    }

    /** Notes what is done and could not be noted before; blocks. */
    void note() {
        for (ObjectUrl step : List.copyOf(unnoted)) {
            claims.note(step, job(), ended);
            unnoted.remove(step);
        }
    }

    /** Lets others try; blocks. Not before all is noted: until the claim ends by itself, this process may come again. */
    void release() {
        note();
        Claim mine = held;
        Claim.Bid made = bid;
        if (mine != null) {
            claims.release(mine);
            held = null;
        } else if (unheard && made != null) {
            claims.withdraw(made);
            unheard = false;
        }
    }

    /** Whether the claim may be there though it is not {@link #held}: its reply was lost. */
    boolean isUnheard() {
        return unheard;
    }

    /** What is to be ended once there is an entry; null if there is nothing, or it is another's. */
    @Nullable
    Claim held() {
        return held;
    }

    private ObjectUrl step(Turn turn, String part) {
        return claims.step(job(), turn.name(), part);
    }

    private JobRef job() {
        return dispatch.ref();
    }

    private LoggingEventBuilder line(LoggingEventBuilder line) {
        return line.addKeyValue("event", dispatch.event().eventId())
                .addKeyValue("job", job().toString())
                .addKeyValue("chain", dispatch.lineage().chainId());
    }
}
