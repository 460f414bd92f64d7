package dev.bqdispatch.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One action of a plan, as its document has it.
 *
 * @param request the request under its canonical keys in their order, without what the other components hold
 * @param projectId where a job action's child runs; null for the configured project
 * @param location where a job action's child runs; null for the finished job's location
 * @param deferTaskUrl the folder for the child's task; null for the plan's
 * @param async whether the plan goes on at once, instead of becoming the continuation of the child
 * @param bound whether expressions and defaults are filled in already; then they never are again
 * @param exists the table without which the action is skipped, as text; null if it always runs
 * @param onSuccess what a job action's child runs when it succeeded
 * @param onFailure what a job action's child runs when it failed
 */
public record Action(
        ActionKind kind,
        ObjectNode request,
        @Nullable String projectId,
        @Nullable String location,
        @Nullable String deferTaskUrl,
        boolean async,
        boolean bound,
        @Nullable String exists,
        List<Action> onSuccess,
        List<Action> onFailure) {

    public Action {
        request = RequestKeys.of(kind).ordered(request);
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
    }

    /** An action that always runs. */
    public Action(
            ActionKind kind,
            ObjectNode request,
            @Nullable String projectId,
            @Nullable String location,
            @Nullable String deferTaskUrl,
            boolean async,
            boolean bound,
            List<Action> onSuccess,
            List<Action> onFailure) {
        this(kind, request, projectId, location, deferTaskUrl, async, bound, null, onSuccess, onFailure);
    }

    /** This action with another request. */
    Action withRequest(ObjectNode other) {
        return new Action(kind, other, projectId, location, deferTaskUrl, async, bound, exists, onSuccess, onFailure);
    }

    /** A copy, so that nobody changes the action's own. */
    @Override
    public ObjectNode request() {
        return request.deepCopy();
    }
}
