package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.rule.Action;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How far earlier runs of a plan got, told by the children they left. A plan must not decide otherwise the second time: a
 * table that it asks for may have come or gone meanwhile, perhaps through the plan itself.
 */
final class EarlierRuns {
    private final Jobs jobs;
    private final ChildTasks tasks;
    private final Continuations continuations;
    private final Function<String, @Nullable String> env;

    EarlierRuns(Jobs jobs, ChildTasks tasks, Continuations continuations, Function<String, @Nullable String> env) {
        this.jobs = jobs;
        this.tasks = tasks;
        this.continuations = continuations;
        this.env = env;
    }

    /** Whether the action's job was submitted. Blocks. */
    boolean submitted(Child child) {
        return jobs.get(child.ref()).filter(child::isStepOf).isPresent();
    }

    private boolean hasChild(Turn turn) {
        Child child = Child.of(turn, env);
        boolean hasTask =
                child.hasTask() && tasks.find(continuations.task(turn, child)).isPresent();
        return hasTask || submitted(child);
    }

    /** Whether the plan has passed this turn: a job action after it was begun. Blocks. */
    boolean wentOn(Turn turn) {
        List<Action> rest = turn.rest();
        for (int i = 0; i < rest.size(); i++) {
            Action later = rest.get(i);
            if (later.kind().isJob()) {
                if (began(turn.later(i))) {
                    return true;
                }
                if (later.exists() == null) {
                    // No run gets past it without leaving its child.
                    return false;
                }
            }
        }
        return false;
    }

    /**
     * Whether the job action of this turn was begun, with its job or at least the task that comes first. Blocks. One that can
     * have no child was not, and fails by itself when its turn comes.
     */
    boolean began(Turn turn) {
        try {
            return hasChild(turn);
        } catch (CallFailed e) {
            if (e.failure().isTransient()) {
                throw e;
            }
            return false;
        }
    }
}
