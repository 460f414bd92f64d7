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
 */
public record Task(
        @Nullable String deferTaskUrl,
        @Nullable String jobIdHint,
        @Nullable JobRef jobRef,
        @Nullable JobRef root,
        @Nullable String parent,
        @Nullable String routeKey,
        List<Action> onSuccess,
        List<Action> onFailure) {

    public Task {
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
    }

    public List<Action> plan(boolean jobFailed) {
        return jobFailed ? onFailure : onSuccess;
    }
}
