package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.job.JobError;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.ledger.NextAttempt;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.rule.TaskWriter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What submitting a failed child job again asks of BigQuery and storage. Every method but {@link #job} blocks. */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private final Jobs jobs;
    private final Submitter submitter;
    private final ObjectUrl taskFolder;

    /** @param taskFolder {@code DeferTaskURL} of the configuration, where tasks are found */
    Retries(Jobs jobs, Submitter submitter, ObjectUrl taskFolder) {
        this.jobs = jobs;
        this.submitter = submitter;
        this.taskFolder = taskFolder;
    }

    /**
     * A job that failed for a reason that may pass.
     *
     * @param configuration as it is to be submitted again
     */
    record Failed(NextAttempt next, String reason, ObjectNode configuration) {}

    /** Looks up why a job failed; empty if for a reason that stays, or if BigQuery knows nothing of it any more. */
    Optional<Failed> lookUp(JobRef job, NextAttempt next) {
        return jobs.get(job).flatMap(resource -> {
            String reason =
                    resource.path("status").path("errorResult").path("reason").asText();
            return JobError.mayPass(reason)
                    ? Optional.of(new Failed(next, reason, UsedConfiguration.of(resource)))
                    : Optional.empty();
        });
    }

    /**
     * Looks up a job that an operator has submitted again, whyever it failed.
     *
     * @throws CallFailed for good, if BigQuery knows nothing of it any more
     */
    Failed lookUpForReplay(JobRef job, NextAttempt next) {
        ObjectNode resource = jobs.get(job)
                .orElseThrow(() -> new CallFailed(Failure.permanent("BigQuery knows nothing of " + job + " any more")));
        String reason =
                resource.path("status").path("errorResult").path("reason").asText();
        return new Failed(next, reason, UsedConfiguration.of(resource));
    }

    /** The next attempt at a job: all its own but the name, and the task of the one before. */
    NewJob job(Dispatch dispatch, Failed failed) {
        JobRef ref = failed.next().ref();
        String step =
                failed.configuration().path("labels").path(ChildLabels.STEP).asText();
        if (!(dispatch.origin() instanceof Origin.FromTask task)) {
            return new NewJob(ref, step, Optional.empty());
        }
        NewTask next = new NewTask(
                TaskNames.of(taskFolder, ref),
                ref,
                dispatch.lineage().root(),
                () -> TaskWriter.handOver(task.text(), ref));
        return new NewJob(ref, step, Optional.of(next));
    }

    /** See {@link Submitter#submit}; true, for there is nothing more to tell. */
    boolean submit(NewJob job, Failed failed) {
        try {
            submitter.submit(job, failed.configuration());
            return true;
        } catch (CallFailed | GroundLost e) {
            throw e;
        } catch (RuntimeException e) {
            // A fault of our own: perhaps a newer version mends it, and in the end it is given up like any other.
            LOG.atError().addKeyValue("job", job.ref().toString()).setCause(e).log("submitting a job again broke down");
            throw new CallFailed(Failure.passing("fault of the service: " + e), e);
        }
    }

    /** See {@link Submitter#takeBack}. */
    boolean takeBack(NewJob job, boolean last) {
        return submitter.takeBack(job, last);
    }
}
