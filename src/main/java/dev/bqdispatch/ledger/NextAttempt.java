package dev.bqdispatch.ledger;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import java.time.Duration;
import java.util.Optional;

/**
 * The job as which a failed child job may be submitted again.
 *
 * @param id the failed job's ID but for the number of the retry
 * @param ref where the failed job ran
 */
public record NextAttempt(ChildId id, JobRef ref) {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int DOUBLINGS = 6;

    /**
     * The attempt that may follow on a job, as far as its event tells. One thing the event may leave out: the reason.
     *
     * @param hasTask whether its task was found. A child whose ID says that it has one is left alone without: another
     *     dispatcher, which reads another folder, has it, and would miss the events of what we submit.
     * @param most how often a child may be submitted, the first time included, up to 100
     * @return empty if the job is no child of ours, did not fail, failed for a reason that stays, or was the last
     */
    public static Optional<NextAttempt> of(CompletedJob job, boolean hasTask, int most) {
        JobError error = job.error();
        if (error == null || !(error.reason().isEmpty() || JobError.mayPass(error.reason()))) {
            return Optional.empty();
        }
        // Without its step's label nobody could tell the next attempt from a stranger's job of that name.
        boolean ours = Lineage.isOurs(job.ref(), job.labels())
                && !job.labels().getOrDefault(ChildLabels.STEP, "").isEmpty();
        return ChildId.parse(job.ref().jobId())
                .filter(id -> ours && id.withTask() == hasTask && id.retry() + 1 < most)
                .map(ChildId::again)
                .map(next -> new NextAttempt(
                        next, new JobRef(job.ref().project(), job.ref().location(), next.toString())));
    }

    /**
     * The job as which an operator has a failed child job submitted again; its attempts count from the first.
     *
     * @param job a child of ours
     * @param number see {@link ChildId#replay}
     */
    public static NextAttempt replayed(JobRef job, int number) {
        ChildId failed = ChildId.parse(job.jobId()).orElseThrow();
        ChildId next = new ChildId(failed.base(), failed.path(), failed.action(), 0, number, failed.withTask());
        return new NextAttempt(next, new JobRef(job.project(), job.location(), next.toString()));
    }

    /** Whether a job is a child of ours that failed, and whose label tells it from a stranger's of that name. */
    public static boolean isFailedChild(CompletedJob job) {
        return job.failed()
                && Lineage.isOurs(job.ref(), job.labels())
                && !job.labels().getOrDefault(ChildLabels.STEP, "").isEmpty();
    }

    /** Which attempt it is, the first one being 1. */
    public int number() {
        return id.retry() + 1;
    }

    /** How long after the end of the failed attempt it is due: for {@code _rN} 10 s x 2^N, at most 600 s. */
    public Duration delay() {
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(id.retry(), DOUBLINGS));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }
}
