package dev.bqdispatch.rule;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs of its job, where the event does not tell it whole. What an action nests is filled in from its child,
 * and a bound action is filled in already, so neither needs anything.
 */
public final class Needs {
    private static final Map<JobType, Set<String>> OF_SOURCE = Map.of(
            JobType.QUERY, Set.of("Source"),
            JobType.LOAD, Set.of("Source", "URLs", "LoadURIs"),
            JobType.EXTRACT, Set.of("Source", "SourceTable"),
            JobType.COPY, Set.of("Source", "SourceTable"));

    private final CompletedJob job;
    private final boolean sourceOnlyRoute;
    private final Set<String> unknown;

    private Needs(CompletedJob job, boolean sourceOnlyRoute, Set<String> unknown) {
        this.job = job;
        this.sourceOnlyRoute = sourceOnlyRoute;
        this.unknown = unknown;
    }

    /** Needs of the plan of a task. */
    public static boolean more(CompletedJob job, List<Action> plan) {
        return more(job, plan, false, Set.of(), Set.of());
    }

    /** As the one below, of a plan that is filled in alone. */
    static boolean more(
            CompletedJob job, List<Action> plan, boolean sourceOnlyRoute, Set<String> groups, Set<String> unsure) {
        return more(job, plan, null, sourceOnlyRoute, groups, unsure);
    }

    /**
     * Whether the plan needs more of the job than its event tells.
     *
     * @param once {@link Route#once}, which is filled in with the plan
     * @param sourceOnlyRoute whether the route filters on the source alone, see {@link When#sourceOnly()}
     * @param groups names of the route's groups, which hide built-in expressions
     * @param unsure those of them that may be others once the job is known whole
     */
    public static boolean more(
            CompletedJob job,
            List<Action> plan,
            @Nullable String once,
            boolean sourceOnlyRoute,
            Set<String> groups,
            Set<String> unsure) {
        if (job.lacks(Gap.EVERYTHING)) {
            // At the least the outcome, which selects the plan, and the end, which names the entry.
            return true;
        }
        Set<String> unknown = new HashSet<>();
        if (job.lacks(Gap.SOURCE)) {
            unknown.addAll(OF_SOURCE.getOrDefault(job.type(), Set.of()));
        }
        if (job.lacks(Gap.DESTINATION)) {
            unknown.add("Dest");
        }
        unknown.removeAll(groups);
        unknown.addAll(unsure);
        Needs needs = new Needs(job, sourceOnlyRoute, unknown);
        boolean unlikeOthers = once != null && Expressions.names(once).stream().anyMatch(unknown::contains);
        return unlikeOthers || plan.stream().anyMatch(needs::more);
    }

    private boolean more(Action action) {
        return !action.bound() && (defaultsToUnknown(action) || mentionsUnknown(action));
    }

    /** As {@link Filling} chooses. */
    private boolean defaultsToUnknown(Action action) {
        return action.kind().defaultsToTable()
                && sourceOnlyRoute
                && job.type() == JobType.COPY
                && job.lacks(Gap.SOURCE)
                && !action.request().has("Source");
    }

    private boolean mentionsUnknown(Action action) {
        if (unknown.isEmpty()) {
            return false;
        }
        // What is loaded from an object may mention anything, and is not read before its turn.
        boolean loads = action.request().has("SQLURL") || action.request().has("BodyURL");
        Set<String> mentioned = new HashSet<>();
        Texts.each(action.request(), text -> mentioned.addAll(Expressions.names(text)));
        Stream.of(action.projectId(), action.location(), action.deferTaskUrl(), action.exists())
                .flatMap(Stream::ofNullable)
                .forEach(text -> mentioned.addAll(Expressions.names(text)));
        return loads || mentioned.stream().anyMatch(unknown::contains);
    }
}
