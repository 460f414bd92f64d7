package dev.bqdispatch.rule;

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
 */
public record Route(
        int index,
        @Nullable String name,
        String document,
        String key,
        boolean disabled,
        When when,
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

    /** The actions for a job with this outcome; none means that the route has no plan for it. */
    public List<Action> plan(boolean jobFailed) {
        return jobFailed ? onFailure : onSuccess;
    }
}
