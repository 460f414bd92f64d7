package dev.bqdispatch.rule;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code Once} of a route. */
final class OnceReader {
    private OnceReader() {}

    /**
     * The text that is filled in for each job, or null if there is none.
     *
     * @param named whether the route has a name
     * @param groups named groups of the route's regexes
     */
    static @Nullable String read(Fields route, boolean named, Set<String> groups, Variables variables, Faults faults) {
        if (!route.has("Once")) {
            return null;
        }
        String path = route.path("Once");
        String text = variables.fill(route.text("Once"), path, faults);
        if (!named) {
            route.problem("Once", "needs a Name beside it, under which the route keeps what it has run for");
        }
        if (!EnvReferences.names(text).isEmpty()) {
            route.problem("Once", "'" + text + "' is not right; ${env.X} is only for requests");
        }
        if (!route.has("OnSuccess")) {
            faults.warning(path, "has no effect without OnSuccess: only that plan is run once");
        }
        new Misspelt(groups, faults).checkText(text, path);
        Set<String> known = new HashSet<>(JobValues.NAMES);
        known.addAll(groups);
        known.remove("DollarSign");
        if (Expressions.names(text).stream().noneMatch(known::contains)) {
            faults.warning(
                    path,
                    "is the same for every job, so that the plan runs for one job and then never again; expected an"
                            + " expression, as in $DestTable");
        }
        return text.isEmpty() ? null : text;
    }
}
