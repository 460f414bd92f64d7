package dev.bqdispatch.rule;

import dev.bqdispatch.job.JobRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deferred task: the actions that wait for one job.
 *
 * @param deferTaskUrl folder for the tasks of child jobs; null for the configured one
 * @param jobIdHint the informative {@code JobID}, {@code ~/regex/} or plain; null if absent
 * @param jobRef the job it is for; null in a task that the service did not write
 * @param root the chain's root job; null in a task that the service did not write
 * @param parent job ID of the job whose dispatch wrote the task; null likewise
 * @param routeKey {@link Route#key} of the route the chain came from; null if none
 * @param once what the plan is the only one of whose rest waits here; null if it is one of many
 */
public record Task(
        @Nullable String deferTaskUrl,
        @Nullable String jobIdHint,
        @Nullable JobRef jobRef,
        @Nullable JobRef root,
        @Nullable String parent,
        @Nullable String routeKey,
        @Nullable Once once,
        List<Action> onSuccess,
        List<Action> onFailure) {

    public Task {
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
    }

    /** A task of a plan that is one of many. */
    public Task(
            @Nullable String deferTaskUrl,
            @Nullable String jobIdHint,
            @Nullable JobRef jobRef,
            @Nullable JobRef root,
            @Nullable String parent,
            @Nullable String routeKey,
            List<Action> onSuccess,
            List<Action> onFailure) {
        this(deferTaskUrl, jobIdHint, jobRef, root, parent, routeKey, null, onSuccess, onFailure);
    }

    public List<Action> plan(boolean jobFailed) {
        return jobFailed ? onFailure : onSuccess;
    }
}
