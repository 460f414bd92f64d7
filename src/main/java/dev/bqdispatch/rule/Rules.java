package dev.bqdispatch.rule;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One valid version of what the configuration says about events; swapped whole.
 *
 * @param version the configuration object's generation, or a hash of the text where it has none
 * @param variables the top-level scalars, for {@code ${config.X}} in deferred tasks
 * @param taskEnv names of environment variables that any deferred task may use
 */
public record Rules(
        String version, Policy policy, List<Route> routes, Map<String, String> variables, Set<String> taskEnv) {

    public Rules {
        routes = List.copyOf(routes);
        variables = Map.copyOf(variables);
        taskEnv = Set.copyOf(taskEnv);
    }
}
