package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.ChildId;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The job that a job action is to submit: the same at every delivery of the event that asks for it.
 *
 * @param hasTask whether something waits for it
 * @param continued whether the rest of the plan does
 */
record Child(ChildId id, JobRef ref, Map<String, String> labels, boolean hasTask, boolean continued) {
    Child {
        labels = Map.copyOf(labels);
    }

    /**
     * Names the child of an action.
     *
     * @param env the environment, by name
     * @throws CallFailed for good, if there can be no such job
     */
    static Child of(Turn turn, Function<String, @Nullable String> env) {
        Action action = turn.action();
        Dispatch dispatch = turn.dispatch();
        boolean continued = !action.async() && !turn.rest().isEmpty();
        boolean hasTask = continued
                || !action.onSuccess().isEmpty()
                || !action.onFailure().isEmpty();
        try {
            String project = resolved(action.projectId(), dispatch.policy().projectId(), env);
            String location = resolved(action.location(), dispatch.ref().location(), env);
            ChildId id = dispatch.lineage().child(turn.index(), action.kind().word(), project, location, hasTask);
            requireDepth(id, dispatch.policy().maxDepth());
            JobRef ref = new JobRef(project, location, id.toString());
            String request = action.request().toString();
            Map<String, String> labels = ChildLabels.of(dispatch.lineage(), id, dispatch.routeKey(), request);
            return new Child(id, ref, labels, hasTask, continued);
        } catch (IllegalArgumentException e) {
            throw new CallFailed(Failure.permanent(String.valueOf(e.getMessage())));
        }
    }

    private static String resolved(@Nullable String written, String otherwise, Function<String, @Nullable String> env) {
        return written == null ? otherwise : EnvReferences.resolve(written, env);
    }

    private static void requireDepth(ChildId id, int maxDepth) {
        if (id.depth() > maxDepth) {
            throw new CallFailed(Failure.permanent("the chain was stopped: " + id + " would be " + id.depth()
                    + " jobs away from its root, and MaxDepth is " + maxDepth));
        }
    }

    /** Whether the job is this child, and not one of somebody else's under its ID. */
    boolean isStepOf(JsonNode job) {
        return job.path("configuration")
                .path("labels")
                .path(ChildLabels.STEP)
                .asText()
                .equals(step());
    }

    /** The label that tells this job from every other of the same name. */
    String step() {
        return Objects.requireNonNull(labels.get(ChildLabels.STEP));
    }
}
