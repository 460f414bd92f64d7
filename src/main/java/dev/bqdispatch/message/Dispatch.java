package dev.bqdispatch.message;

import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Expressions;
import dev.bqdispatch.rule.Filling;
import dev.bqdispatch.rule.Once;
import dev.bqdispatch.rule.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A job event with the plan that waited for it.
 *
 * @param plan the actions of the job's outcome, as their document has them
 * @param abandoned actions of the other outcome that were the rest of an earlier plan and now never run
 * @param defects why the plan can't run at all: what is wrong with the task that holds it
 * @param routeKey {@link dev.bqdispatch.rule.Route#key} of the route that the chain came from; null if none
 * @param deferTaskUrl the folder for tasks of child jobs that the task asks for; null for the configured one
 * @param once what the plan is, or is the rest of, the only one of; null if it is one of many
 * @param configVersion {@link dev.bqdispatch.rule.Rules#version} that it was matched against
 * @param warnings what a person should know
 * @param replay the replay that it is; null if it is none
 */
public record Dispatch(
        JobEvent event,
        Origin origin,
        List<Action> plan,
        List<Action> abandoned,
        List<String> defects,
        Lineage lineage,
        @Nullable String routeKey,
        @Nullable String deferTaskUrl,
        @Nullable Once once,
        Policy policy,
        String configVersion,
        List<String> warnings,
        @Nullable Replay replay) {

    public Dispatch {
        plan = List.copyOf(plan);
        abandoned = List.copyOf(abandoned);
        defects = List.copyOf(defects);
        warnings = List.copyOf(warnings);
    }

    /** A dispatch of a plan that is one of many, and no replay. */
    public Dispatch(
            JobEvent event,
            Origin origin,
            List<Action> plan,
            List<Action> abandoned,
            List<String> defects,
            Lineage lineage,
            @Nullable String routeKey,
            @Nullable String deferTaskUrl,
            Policy policy,
            String configVersion,
            List<String> warnings) {
        this(
                event,
                origin,
                plan,
                abandoned,
                defects,
                lineage,
                routeKey,
                deferTaskUrl,
                null,
                policy,
                configVersion,
                warnings,
                null);
    }

    /** Whether the plan may only run if no other job's did for the same value. */
    public boolean isOnce() {
        return once != null && once.holder().equals(ref());
    }

    /** The same as a replay, whose children are told from those before. */
    public Dispatch as(Replay again) {
        return new Dispatch(
                event,
                origin,
                plan,
                abandoned,
                defects,
                lineage.replayed(again.number()),
                routeKey,
                deferTaskUrl,
                once,
                policy,
                configVersion,
                warnings,
                again);
    }

    /** What the actions of its plan are filled in with: its job, and the groups of the route that took it. */
    public Filling filling() {
        boolean sourceOnly = origin instanceof Origin.FromRoute route && route.sourceOnly();
        Map<String, String> groups = origin instanceof Origin.FromRoute route ? route.groups() : Map.of();
        Expressions expressions = Expressions.of(event.job(), lineage.chainId(), groups);
        return new Filling(expressions, event.job(), sourceOnly, policy.projectId());
    }

    /** The same as if it stood elsewhere in its chain. */
    public Dispatch in(Lineage other) {
        return new Dispatch(
                event,
                origin,
                plan,
                abandoned,
                defects,
                other,
                routeKey,
                deferTaskUrl,
                once,
                policy,
                configVersion,
                warnings,
                replay);
    }

    public JobRef ref() {
        return event.ref();
    }

    /** The same, which can't run since the job is lost; what was the rest of an earlier plan is abandoned with it. */
    public Dispatch lost(String defect) {
        List<String> all = new ArrayList<>(defects);
        all.add(defect);
        // Of a job that failed it is in the list already.
        List<Action> rest = event.job().failed()
                ? abandoned
                : plan.stream().filter(Action::bound).toList();
        return new Dispatch(
                event,
                origin,
                plan,
                rest,
                all,
                lineage,
                routeKey,
                deferTaskUrl,
                once,
                policy,
                configVersion,
                warnings,
                replay);
    }
}
