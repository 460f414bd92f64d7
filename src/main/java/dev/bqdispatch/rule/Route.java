package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code Routes}: when, and what then.
 *
 * @param index place in the configuration, from 0
 * @param name null if the route has none
 * @param document the document it stands in, for people
 * @param key names the route in labels of child jobs: at most 63 lower-case letters, digits, {@code _}, {@code -};
 *     made of the name, else of a hash of {@code When}, so that a moved route keeps it
 * @param once an expression, for each value of which the success plan runs for one job; null if it does for all
 */
public record Route(
        int index,
        @Nullable String name,
        String document,
        String key,
        boolean disabled,
        When when,
        @Nullable String once,
        List<Action> onSuccess,
        List<Action> onFailure) {

    public Route {
        onSuccess = List.copyOf(onSuccess);
        onFailure = List.copyOf(onFailure);
    }

    /** The name, or {@code #index}. */
    public String label() {
        return name == null ? "#" + index : name;
    }

    /**
     * What the plan for a job is the only one of; null if it is one of many.
     *
     * @param expressions of the job
     */
    public @Nullable Once once(CompletedJob job, Expressions expressions) {
        return once == null || name == null || job.failed() ? null : Once.of(name, expressions.expand(once), job.ref());
    }

    /** The actions for a job with this outcome; none means that the route has no plan for it. */
    public List<Action> plan(boolean jobFailed) {
        return jobFailed ? onFailure : onSuccess;
    }
}
