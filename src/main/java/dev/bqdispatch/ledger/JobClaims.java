package dev.bqdispatch.ledger;

import dev.bqdispatch.fault.Ground;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The claims on the dispatches of jobs, and what is done of their claimed actions: objects of their own beside the claim,
 * since Cloud Storage takes about one write a second under one name. Every method but {@link #bid} blocks, throws
 * {@link dev.bqdispatch.fault.GroundLost} where the folder can't be had, and may then be called again.
 */
public final class JobClaims {
    /**
     * A run that dies keeps its event from all others for as long: about as long as the lease of its message does. Longer
     * than any one action may take, so that a claim need not be renewed right after it was made.
     */
    private static final Duration LEASE = Duration.ofSeconds(75);

    private static final String ENDED = "ended-ms";

    private final Objects objects;
    private final Claims claims;
    private final StateNames names;

    public JobClaims(Objects objects, Claims claims) {
        this.objects = objects;
        this.claims = claims;
        this.names = claims.names();
    }

    /**
     * A bid for the dispatch of J.
     *
     * @param ended when the job ended: tells whoever finds the claim left over where the entry of J is
     */
    public Claim.Bid bid(JobRef job, Instant ended) {
        return claims.bid(names.claim(job), about(job, ended), LEASE);
    }

    /** Whose claim, or what is done of whose actions, an object is; empty if it does not say so. */
    public static Optional<Settling> of(Objects.Stat there) {
        Optional<JobRef> job = JobRef.parse(there.metadata().getOrDefault(EntryNames.OWNER, ""));
        String ended = there.metadata().getOrDefault(ENDED, "");
        return job.isPresent() && ended.matches("-?[0-9]{1,15}")
                ? Optional.of(new Settling(job.get(), Instant.ofEpochMilli(Long.parseLong(ended))))
                : Optional.empty();
    }

    /** A job that is, or was, being dispatched, and when it ended. */
    public record Settling(JobRef job, Instant ended) {}

    /** Whether an object is the claim on the dispatch of J itself, and that is no part of a replay that may go on. */
    public boolean isOfNoReplay(ObjectUrl object, JobRef job) {
        return object.equals(names.claim(job))
                && Ground.at(names.folder(), () -> objects.stat(names.replay(job)))
                        .isEmpty();
    }

    /** See {@link Claims#take}. */
    public Claims.Attempt take(Claim.Bid bid) {
        return claims.take(bid);
    }

    /** See {@link Claims#confirm}. */
    public Optional<Claim> confirm(Claim claim, Duration longerThan) {
        return claims.confirm(claim, longerThan);
    }

    /** Gives the claim to whoever comes next; what is done stays known. */
    public void release(Claim claim) {
        claims.release(claim);
    }

    /** See {@link Claims#withdraw}. */
    public void withdraw(Claim.Bid bid) {
        claims.withdraw(bid);
    }

    /** The name of what says that a claimed action of J, or a part of it, is done; see {@link StateNames#step}. */
    public ObjectUrl step(JobRef job, ActionName action, String part) {
        return names.step(job, action, part);
    }

    /** The names of all that is done. To be asked for with the claim in hand, or it is old at once. */
    public Set<ObjectUrl> done(JobRef job) {
        Set<ObjectUrl> done = new HashSet<>();
        list(job).forEach(step -> done.add(step.url()));
        return done;
    }

    /** Notes that something is done; to note it twice does no harm. */
    public void note(ObjectUrl step, JobRef job, Instant ended) {
        Ground.at(names.folder(), () -> objects.create(step, content(job), about(job, ended)));
    }

    /**
     * Ends the claim of a job that has its entry. What is done goes first: without the claim nobody would look for it.
     *
     * @param until see {@link EntryShelf.Settled#until}: what was noted later is not done with
     */
    public void settle(Claim claim, JobRef job, Instant until) {
        for (Objects.Listed step : list(job)) {
            if (!step.created().isAfter(until)) {
                Ground.at(names.folder(), () -> objects.delete(step.url(), step.generation()));
            }
        }
        claims.release(claim);
    }

    private List<Objects.Listed> list(JobRef job) {
        List<Objects.Listed> all = new ArrayList<>();
        @Nullable String from = null;
        do {
            String page = from;
            Objects.Page next = Ground.at(names.folder(), () -> objects.list(names.steps(job), page));
            all.addAll(next.objects());
            from = next.next();
        } while (from != null);
        return all;
    }

    private static Map<String, String> about(JobRef job, Instant ended) {
        return Map.of(EntryNames.OWNER, new JobIdentity(job).text(), ENDED, Long.toString(ended.toEpochMilli()));
    }

    private static byte[] content(JobRef job) {
        return ("{\"job\": \"" + new JobIdentity(job).text() + "\"}\n").getBytes(StandardCharsets.UTF_8);
    }
}
