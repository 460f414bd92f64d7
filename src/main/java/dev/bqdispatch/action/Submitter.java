package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.ChildTasks.Written;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.ChildLabels;
import java.util.Optional;

/**
 * Submits jobs: first the task of what waits for the job, then the job. A job of that ID that is there already is adopted
 * if it is of the same step. Every method blocks.
 */
final class Submitter {
    private final Jobs jobs;
    private final ChildTasks tasks;

    Submitter(Jobs jobs, ChildTasks tasks) {
        this.jobs = jobs;
        this.tasks = tasks;
    }

    /**
     * Submits a job.
     *
     * @param configuration with its labels
     * @return its task, as it lies there
     * @throws CallFailed where BigQuery refuses it, or another job has its ID
     */
    Optional<Written> submit(NewJob job, ObjectNode configuration) {
        Optional<Written> task = job.task().map(tasks::write);
        JobRef ref = where(job, task);
        boolean inserted;
        try {
            inserted = jobs.insert(resource(ref, configuration));
        } catch (CallFailed refusal) {
            if (refusal.failure().isTransient() || !wasSubmittedEarlier(job, task)) {
                throw refusal;
            }
            return task;
        }
        if (!inserted) {
            adopt(lookUp(ref), ref, job, task);
        } else if (task.filter(written -> !written.ours()).isPresent()) {
            // Whoever wrote it may have been refused and have taken it back just before we were not.
            Optional<Written> again = job.task().map(tasks::write).filter(Written::ours);
            if (again.isPresent()) {
                adopt(lookUp(ref), ref, job, again);
            }
        }
        return task;
    }

    /**
     * Puts away the task of a job that could not be submitted, unless the job is there all the same. What can't be told
     * for sure to be nobody's stays.
     *
     * @param last whether nobody will try it again, for age
     * @return whether the job is there
     */
    boolean takeBack(NewJob job, boolean last) {
        return wasSubmittedEarlier(job, job.task().flatMap(tasks::find).map(task -> last ? task.taken() : task));
    }

    /** What to tell of the task, if there is anything. */
    Optional<String> warning(Written task) {
        return tasks.warning(task);
    }

    private static JobRef where(NewJob job, Optional<Written> task) {
        return task.map(Written::job).orElse(job.ref());
    }

    private JsonNode lookUp(JobRef ref) {
        return jobs.get(ref)
                .orElseThrow(() ->
                        new CallFailed(Failure.passing("BigQuery says that " + ref + " exists, but does not find it")));
    }

    /** A job that exists under our ID: ours from an earlier run, or a stranger's. */
    private void adopt(JsonNode there, JobRef ref, NewJob job, Optional<Written> task) {
        if (!isOurs(there, job)) {
            task.filter(Written::ours).ifPresent(tasks::delete);
            String step = step(there);
            throw new CallFailed(Failure.permanent("the job " + ref + " exists already and belongs to "
                    + (step.isEmpty() ? "somebody else" : "step " + step) + ", not to step " + job.step()
                    + " of this chain"));
        }
        if (there.path("status").path("state").asText().equals("DONE")) {
            task.ifPresent(written -> Endings.of(there).ifPresent(ended -> tasks.settled(written, ended)));
        }
    }

    /**
     * BigQuery refuses the job; an earlier run may have submitted it all the same, and then its task must stay. Else the
     * task that this run wrote is taken back. Another replica may submit the job in that very moment: so after deleting
     * its task we look again, as that replica does after submitting.
     */
    private boolean wasSubmittedEarlier(NewJob job, Optional<Written> task) {
        JobRef ref = where(job, task);
        Optional<ObjectNode> there = jobs.get(ref);
        if (there.isEmpty() && task.filter(Written::ours).isPresent()) {
            task.ifPresent(tasks::delete);
            there = jobs.get(ref);
            if (there.filter(found -> isOurs(found, job)).isPresent()) {
                adopt(there.get(), ref, job, job.task().map(tasks::write));
                return true;
            }
        }
        if (there.isEmpty() || !isOurs(there.get(), job)) {
            return false;
        }
        adopt(there.get(), ref, job, task);
        return true;
    }

    private static boolean isOurs(JsonNode there, NewJob job) {
        return step(there).equals(job.step());
    }

    private static String step(JsonNode there) {
        return there.path("configuration").path("labels").path(ChildLabels.STEP).asText();
    }

    private static ObjectNode resource(JobRef ref, ObjectNode configuration) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.putObject("jobReference")
                .put("projectId", ref.project())
                .put("location", ref.location())
                .put("jobId", ref.jobId());
        resource.set("configuration", configuration);
        return resource;
    }
}
