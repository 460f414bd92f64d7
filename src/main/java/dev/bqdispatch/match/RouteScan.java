package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.ledger.ChildId;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.rule.Decision;
import dev.bqdispatch.rule.Include;
import dev.bqdispatch.rule.JobView;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks one route after the other, each with its regexes as they are: the answers that any other table must give too. */
public final class RouteScan implements RouteTable {
    private final List<Route> routes;

    public RouteScan(List<Route> routes) {
        this.routes = routes.stream().filter(route -> !route.disabled()).toList();
    }

    @Override
    public Optional<Match> first(CompletedJob job) {
        JobView view = new JobView(job);
        for (Route route : routes) {
            Optional<Map<String, String>> groups = route.when().matches(view);
            if (groups.isPresent() && !isCircle(route, job)) {
                return Optional.of(new Match(route, groups.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Answer answer(CompletedJob job) {
        JobView view = new JobView(job);
        boolean open = false;
        for (Route route : routes) {
            Decision decision = route.when().decide(view);
            Truth truth = withCircle(decision.truth(), route, job);
            boolean acts = mayAct(route, job);
            if (truth == Truth.OPEN && acts) {
                return new Answer.Open();
            }
            if (truth == Truth.YES) {
                // Where none of those before would act, it does not matter which takes the job, if this one does not.
                return acts ? (open ? new Answer.Open() : takes(route, decision)) : new Answer.Nobody();
            }
            open |= truth == Truth.OPEN;
        }
        return new Answer.Nobody();
    }

    private static Truth withCircle(Truth truth, Route route, CompletedJob job) {
        if (truth == Truth.NO || isCircle(route, job)) {
            return Truth.NO;
        }
        return mayBeCircle(route, job) ? Truth.OPEN : truth;
    }

    private static Answer takes(Route route, Decision decision) {
        return new Answer.Takes(new Match(route, decision.groups()), decision.unsure());
    }

    /** Whether the route has actions for the job's outcome, as far as that is known. */
    private static boolean mayAct(Route route, CompletedJob job) {
        boolean onFailure = !route.plan(true).isEmpty();
        boolean onSuccess = !route.plan(false).isEmpty();
        boolean failureIsSure = job.failed() || !job.lacks(Gap.EVERYTHING);
        return failureIsSure ? (job.failed() ? onFailure : onSuccess) : onFailure || onSuccess;
    }

    /** Without its labels only the ID of a job shows whether it is nobody's child. */
    private static boolean mayBeCircle(Route route, CompletedJob job) {
        return job.lacks(Gap.EVERYTHING)
                && !route.when().includes(Include.SELF)
                && ChildId.parse(job.ref().jobId()).isPresent();
    }

    @Override
    public List<String> why(CompletedJob job, Route route) {
        return reasons(job, route);
    }

    static List<String> reasons(CompletedJob job, Route route) {
        List<String> reasons = new ArrayList<>(route.when().why(job));
        if (route.disabled()) {
            reasons.add("Disabled: the route is switched off");
        }
        if (isCircle(route, job)) {
            reasons.add("Include: the same route submitted this job, and does not include self");
        }
        return reasons;
    }

    /** A route that runs on its own output burns money for ever. */
    static boolean isCircle(Route route, CompletedJob job) {
        return !route.when().includes(Include.SELF) && ChildLabels.isOutputOf(route.key(), job.ref(), job.labels());
    }
}
