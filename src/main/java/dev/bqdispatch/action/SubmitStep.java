package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.action.ChildTasks.Written;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Submits a BigQuery job, whose ID is the same at every delivery. */
final class SubmitStep implements Step {
    private final Submitter submitter;
    private final Continuations continuations;
    private final Templates templates;
    private final Statements statements;
    private final Orders orders;
    private final Function<String, @Nullable String> env;

    SubmitStep(
            Submitter submitter,
            Continuations continuations,
            Templates templates,
            Statements statements,
            Orders orders,
            Function<String, @Nullable String> env) {
        this.submitter = submitter;
        this.continuations = continuations;
        this.templates = templates;
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
        templates.prepare(request, child);
        ObjectNode labels = configuration.putObject("labels");
        new TreeMap<>(child.labels()).forEach(labels::put);
        Optional<Written> task = submitter.submit(job(turn, child), configuration);
        List<String> warnings = new ArrayList<>();
        task.flatMap(submitter::warning).ifPresent(warnings::add);
        if (request instanceof Request.Query query
                && query.dest() == null
                && loaded.request().has("Dest")) {
            warnings.add("Dest was left out: BigQuery takes no destination table for this kind of statement");
        }
        return new StepOutcome(
                ActionReport.Status.SUBMITTED, warnings, child.id().toString(), child.continued());
    }

    private NewJob job(Turn turn, Child child) {
        return new NewJob(
                child.ref(),
                child.step(),
                child.hasTask() ? Optional.of(continuations.task(turn, child)) : Optional.empty());
    }

    @Override
    public void abandon(Turn turn, boolean last) {
        Child child = Child.of(turn, env);
        if (child.hasTask()) {
            submitter.takeBack(job(turn, child), last);
        }
    }
}
