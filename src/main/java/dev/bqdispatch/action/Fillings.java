package dev.bqdispatch.action;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.rule.Expressions;
import dev.bqdispatch.rule.Filling;
import java.util.Map;

/** Fills in the plans of dispatches. */
final class Fillings {
    private Fillings() {}

    /** What a dispatch fills its actions in with: its job, and the groups of the route that took it. */
    static Filling of(Dispatch dispatch) {
        CompletedJob job = dispatch.event().job();
        boolean sourceOnly = dispatch.origin() instanceof Origin.FromRoute route && route.sourceOnly();
        Map<String, String> groups = dispatch.origin() instanceof Origin.FromRoute route ? route.groups() : Map.of();
        Expressions expressions = Expressions.of(job, dispatch.lineage().chainId(), groups);
        return new Filling(expressions, job, sourceOnly, dispatch.policy().projectId());
    }
}
