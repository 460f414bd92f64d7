package dev.bqdispatch.rule;

import java.util.Map;
import java.util.Set;

/**
 * What a filter says of a job that its event does not tell whole.
 *
 * @param groups the named groups of its regexes, if it holds
 * @param unsure names of groups that may be others once the job is known whole
 */
public record Decision(Truth truth, Map<String, String> groups, Set<String> unsure) {
    public Decision {
        groups = Map.copyOf(groups);
        unsure = Set.copyOf(unsure);
    }

    static Decision of(Truth truth) {
        return new Decision(truth, Map.of(), Set.of());
    }
}
