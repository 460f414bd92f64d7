package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.rule.Request;
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
        Request request = orders.read(turn, statements.load(turn.action(), turn.filling()), Request.class);
        ObjectNode configuration = JobConfigurations.of(request, child.ref().project());
        Optional<ChildTasks.Written> task = child.hasTask() ? Optional.of(tasks.write(turn, child)) : Optional.empty();
        submit(child, task, configuration);
        List<String> warnings = task.flatMap(tasks::warning).map(List::of).orElse(List.of());
        return new StepOutcome(
                ActionReport.Status.SUBMITTED, warnings, child.id().toString(), child.continued());
    }

    private void submit(Child child, Optional<ChildTasks.Written> task, ObjectNode configuration) {
        JobRef ref = task.map(ChildTasks.Written::job).orElse(child.ref());
        boolean inserted;
        try {
            inserted = jobs.insert(resource(ref, child, configuration));
        } catch (CallFailed refusal) {
            if (refusal.failure().isTransient()) {
                throw refusal;
            }
            refused(refusal, ref, child, task);
            return;
        }
        if (!inserted) {
            JsonNode there = jobs.get(ref)
                    .orElseThrow(() -> new CallFailed(
                            Failure.passing("BigQuery says that " + ref + " exists, but does not find it")));
            adopt(there, ref, child, task);
        }
    }

    /** A job that exists under our ID: ours from an earlier run, or a stranger's. */
    private void adopt(JsonNode there, JobRef ref, Child child, Optional<ChildTasks.Written> task) {
        String step = step(there);
        if (!step.equals(child.step())) {
            takeBack(task);
            throw new CallFailed(Failure.permanent("the job " + ref + " exists already and belongs to "
                    + (step.isEmpty() ? "somebody else" : "step " + step) + ", not to step " + child.step()
                    + " of this chain"));
        }
        if (there.path("status").path("state").asText().equals("DONE")) {
            task.ifPresent(written -> Endings.of(there).ifPresent(ended -> tasks.settled(written, ended)));
        }
    }

    /** BigQuery refuses the job; an earlier run may have submitted it all the same, and then its task must stay. */
    private void refused(CallFailed refusal, JobRef ref, Child child, Optional<ChildTasks.Written> task) {
        Optional<ObjectNode> there;
        try {
            there = jobs.get(ref);
        } catch (CallFailed e) {
            if (e.failure().isTransient()) {
                throw e;
            }
            takeBack(task);
            throw refusal;
        }
        if (there.isPresent() && step(there.get()).equals(child.step())) {
            adopt(there.get(), ref, child, task);
            return;
        }
        if (there.isEmpty()) {
            task.ifPresent(tasks::delete);
        } else {
            takeBack(task);
        }
        throw refusal;
    }

    /** What an earlier run wrote may have a job; what this run wrote has none. */
    private void takeBack(Optional<ChildTasks.Written> task) {
        task.filter(ChildTasks.Written::created).ifPresent(tasks::delete);
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
