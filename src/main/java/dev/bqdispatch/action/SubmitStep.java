package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.ChildTasks.Written;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Submits a BigQuery job: first the task of what waits for it, then the job, whose ID is the same at every delivery. A
 * job of that ID that is there already is adopted if it is of the same step.
 */
final class SubmitStep implements Step {
    private final Jobs jobs;
    private final ChildTasks tasks;
    private final Statements statements;
    private final Orders orders;
    private final Function<String, @Nullable String> env;

    SubmitStep(
            Jobs jobs, ChildTasks tasks, Statements statements, Orders orders, Function<String, @Nullable String> env) {
        this.jobs = jobs;
        this.tasks = tasks;
        this.statements = statements;
        this.orders = orders;
        this.env = env;
    }

    @Override
    public StepOutcome run(Turn turn) {
        Child child = Child.of(turn, env);
        Action loaded = statements.load(turn.action(), turn.filling());
        Request request = orders.read(turn, loaded, Request.class);
        ObjectNode configuration = JobConfigurations.of(request, child.ref().project());
        Optional<Written> task = child.hasTask() ? Optional.of(tasks.write(turn, child)) : Optional.empty();
        submit(turn, child, task, configuration);
        List<String> warnings = new ArrayList<>();
        task.flatMap(tasks::warning).ifPresent(warnings::add);
        if (request instanceof Request.Query query
                && query.dest() == null
                && loaded.request().has("Dest")) {
            warnings.add("Dest was left out: BigQuery takes no destination table for this kind of statement");
        }
        return new StepOutcome(
                ActionReport.Status.SUBMITTED, warnings, child.id().toString(), child.continued());
    }

    private void submit(Turn turn, Child child, Optional<Written> task, ObjectNode configuration) {
        JobRef ref = task.map(Written::job).orElse(child.ref());
        boolean inserted;
        try {
            inserted = jobs.insert(resource(ref, child, configuration));
        } catch (CallFailed refusal) {
            if (refusal.failure().isTransient() || !wasSubmittedEarlier(turn, child, task)) {
                throw refusal;
            }
            return;
        }
        if (!inserted) {
            adopt(lookUp(ref), ref, child, task);
        } else if (task.filter(written -> !written.created()).isPresent()) {
            // Whoever wrote it may have been refused and have taken it back just before we were not.
            Written again = tasks.write(turn, child);
            if (again.created()) {
                adopt(lookUp(ref), ref, child, Optional.of(again));
            }
        }
    }

    private JsonNode lookUp(JobRef ref) {
        return jobs.get(ref)
                .orElseThrow(() ->
                        new CallFailed(Failure.passing("BigQuery says that " + ref + " exists, but does not find it")));
    }

    /** A job that exists under our ID: ours from an earlier run, or a stranger's. */
    private void adopt(JsonNode there, JobRef ref, Child child, Optional<Written> task) {
        if (!isOurs(there, child)) {
            task.filter(Written::created).ifPresent(tasks::delete);
            String step = step(there);
            throw new CallFailed(Failure.permanent("the job " + ref + " exists already and belongs to "
                    + (step.isEmpty() ? "somebody else" : "step " + step) + ", not to step " + child.step()
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
    private boolean wasSubmittedEarlier(Turn turn, Child child, Optional<Written> task) {
        JobRef ref = task.map(Written::job).orElse(child.ref());
        Optional<ObjectNode> there = jobs.get(ref);
        if (there.isEmpty() && task.filter(Written::created).isPresent()) {
            task.ifPresent(tasks::delete);
            there = jobs.get(ref);
            if (there.filter(job -> isOurs(job, child)).isPresent()) {
                adopt(there.get(), ref, child, Optional.of(tasks.write(turn, child)));
                return true;
            }
        }
        if (there.isEmpty() || !isOurs(there.get(), child)) {
            return false;
        }
        adopt(there.get(), ref, child, task);
        return true;
    }

    @Override
    public void abandon(Turn turn, boolean last) {
        Child child = Child.of(turn, env);
        if (child.hasTask()) {
            tasks.find(turn, child)
                    .map(task -> last ? task.asCreated() : task)
                    .ifPresent(task -> wasSubmittedEarlier(turn, child, Optional.of(task)));
        }
    }

    private static boolean isOurs(JsonNode job, Child child) {
        return step(job).equals(child.step());
    }

    private static String step(JsonNode job) {
        return job.path("configuration").path("labels").path(ChildLabels.STEP).asText();
    }

    private static ObjectNode resource(JobRef ref, Child child, ObjectNode configuration) {
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.putObject("jobReference")
                .put("projectId", ref.project())
                .put("location", ref.location())
                .put("jobId", ref.jobId());
        ObjectNode labelled = resource.putObject("configuration");
        labelled.setAll(configuration);
        ObjectNode labels = labelled.putObject("labels");
        new TreeMap<>(child.labels()).forEach(labels::put);
        return resource;
    }
}
