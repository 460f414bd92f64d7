package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Tried;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.ledger.NextAttempt;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.EnvValues;
import dev.bqdispatch.rule.Filling;
import dev.bqdispatch.rule.Once;
import dev.bqdispatch.rule.Request;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A plan that is not run: what its actions would do, of those too that would wait for a child job. It knows no
 * {@link Step}, so that nothing is done whatever kinds of steps there are.
 */
final class Rehearsal {
    private final Dispatch dispatch;
    private final PlanTools tools;
    private final Statements statements;
    private final Orders orders;
    private final Conditions conditions;
    private final Filling filling;
    private final Patience patience;
    /** Never taken: nobody is told anything. */
    private final RunClaim claim;

    Rehearsal(Dispatch dispatch, PlanTools tools, Statements statements, Orders orders, Conditions conditions) {
        this.dispatch = dispatch;
        this.tools = tools;
        this.conditions = conditions;
        this.patience = new Patience(dispatch, tools.clock());
        this.statements = statements;
        this.claim = new RunClaim(dispatch, tools.claims(), tools.metrics());
        this.orders = orders;
        this.filling = dispatch.filling();
    }

    /** Tells what the plan would do, unless the job has an entry already. Fails only for a fault of our own. */
    Future<RunAnswer> run() {
        return tools.retrier()
                .run(this::rehearse)
                .map(Tried::get)
                .recover(error -> RunEnd.answer("the dry run", error));
    }

    private RunAnswer rehearse() {
        Instant ended = tools.endings().of(dispatch.event().job(), !patience.isOver());
        Optional<Retries.Failed> again = again();
        if (dispatch.origin() instanceof Origin.Unawaited && again.isEmpty()) {
            return new RunAnswer.Unmatched();
        }
        Optional<Boolean> settled = tools.entries().find(dispatch.ref(), ended);
        if (settled.isPresent()) {
            return new RunAnswer.Duplicate(dispatch, ended, settled.get());
        }
        PlanLog log = new PlanLog(dispatch, filling, tools.clock());
        if (!dispatch.defects().isEmpty()) {
            return log.close(ended, String.join("; ", dispatch.defects()), null);
        }
        Once once = dispatch.once();
        if (once != null && dispatch.isOnce()) {
            log.warn("Once: of all jobs with the same '" + once.value() + "' the plan would run for one");
        }
        return again.<RunAnswer>map(
                        failed -> log.retried(ended, failed.next().ref().jobId()))
                .orElseGet(() -> walk(log, ended));
    }

    /** The next attempt that would be made at the job. */
    private Optional<Retries.Failed> again() {
        if (!dispatch.defects().isEmpty()) {
            return Optional.empty();
        }
        try {
            return NextAttempt.of(
                            dispatch.event().job(),
                            dispatch.origin() instanceof Origin.FromTask,
                            dispatch.policy().maxChildAttempts())
                    .flatMap(next -> tools.retries().lookUp(dispatch.ref(), next));
        } catch (CallFailed e) {
            if (!patience.endsWith(e.failure())) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private RunAnswer walk(PlanLog log, Instant ended) {
        List<Action> plan = dispatch.plan();
        Dispatch holder = dispatch;
        int index = 0;
        String continues = null;
        for (int i = 0; i < plan.size(); i++) {
            Action action = filling.fill(plan.get(i));
            Turn turn = new Turn(
                    holder, ended, index++, action, plan.subList(i + 1, plan.size()), filling, claim, () -> false);
            Optional<Child> child;
            try {
                // What is there behind a child job, nobody knows before that ran.
                if (continues == null && !conditions.hold(turn)) {
                    log.did(action, StepOutcome.skipped(), 0, Duration.ZERO);
                    continue;
                }
                child = would(turn);
            } catch (CallFailed e) {
                return fail(log, turn, e, continues);
            }
            log.did(action, told(child, depends(turn, continues)), 0, Duration.ZERO);
            if (child.filter(Child::continued).isPresent()) {
                // The rest would stand in the child's task, behind what the action nests.
                holder = dispatch.in(Lineage.of(child.get().ref(), child.get().labels()));
                index = action.onSuccess().size();
                continues = continues == null ? child.get().id().toString() : continues;
            }
        }
        return log.close(ended, null, continues);
    }

    /** Whatever can be wrong with an action before it has an effect; its child, if it would submit one. */
    private Optional<Child> would(Turn turn) {
        Optional<Child> child =
                turn.action().kind().isJob() ? Optional.of(Child.of(turn, tools.env())) : Optional.empty();
        orders.read(turn, statements.load(turn.action(), turn.filling()), Request.class);
        return child;
    }

    private static List<String> depends(Turn turn, @Nullable String continues) {
        return continues == null || turn.action().exists() == null
                ? List.of()
                : List.of("whether " + turn.action().kind().word() + " is run depends on "
                        + turn.action().exists() + " being there by then");
    }

    private static StepOutcome told(Optional<Child> child, List<String> warnings) {
        String childJobId = child.map(job -> job.id().toString()).orElse(null);
        return new StepOutcome(ActionReport.Status.NOT_RUN, warnings, childJobId, false);
    }

    private RunAnswer fail(PlanLog log, Turn turn, CallFailed error, @Nullable String continues) {
        if (!patience.endsWith(error.failure())) {
            throw error;
        }
        Action action = turn.action();
        String message = EnvValues.hide(error.failure().toString(), EnvReferences.names(action), tools.env());
        String where = "action " + log.size() + ", " + action.kind().word();
        log.failed(action, message, 0, Duration.ZERO);
        return log.close(turn.ended(), where + ": " + message, continues);
    }
}
