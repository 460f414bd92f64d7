package dev.bqdispatch.rule;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One valid version of what the configuration says about events; swapped whole.
 *
 * @param version the configuration object's generation, or a hash of the text where it has none
 * @param reconciling how missed events are looked for
 * @param variables the top-level scalars, for {@code ${config.X}} in deferred tasks
 * @param taskEnv names of environment variables that any deferred task may use
 * @param routeEnv names of those that the actions of routes refer to
 * @param updated when the documents of routes were written, by their URL; those that do not say are not in it
 */
public record Rules(
        String version,
        Policy policy,
        Reconciling reconciling,
        List<Route> routes,
        Map<String, String> variables,
        Set<String> taskEnv,
        Set<String> routeEnv,
        Map<String, Instant> updated) {

    public Rules {
        routes = List.copyOf(routes);
        variables = Map.copyOf(variables);
        taskEnv = Set.copyOf(taskEnv);
        routeEnv = Set.copyOf(routeEnv);
        updated = Map.copyOf(updated);
    }

    /** A version, with what its routes refer to; walks all routes, so it is not for an event loop. */
    public static Rules of(
            String version,
            Policy policy,
            Reconciling reconciling,
            List<Route> routes,
            Map<String, String> variables,
            Set<String> taskEnv,
            Map<String, Instant> updated) {
        Set<String> routeEnv = new HashSet<>();
        for (Route route : routes) {
            route.onSuccess().forEach(action -> routeEnv.addAll(EnvReferences.names(action)));
            route.onFailure().forEach(action -> routeEnv.addAll(EnvReferences.names(action)));
        }
        return new Rules(version, policy, reconciling, routes, variables, taskEnv, routeEnv, updated);
    }

    /** The same under another policy. */
    public Rules with(Policy other) {
        return new Rules(version, other, reconciling, routes, variables, taskEnv, routeEnv, updated);
    }
}
