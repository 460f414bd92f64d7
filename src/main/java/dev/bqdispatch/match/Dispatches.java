package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.ChildLabels;
import dev.bqdispatch.ledger.JobIdentity;
import dev.bqdispatch.ledger.Lineage;
import dev.bqdispatch.ledger.NextAttempt;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.FoundTask;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Expressions;
import dev.bqdispatch.rule.Once;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.Rules;
import dev.bqdispatch.rule.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes dispatches of events and what was found for them. */
final class Dispatches {
    private final Rules rules;

    Dispatches(Rules rules) {
        this.rules = rules;
    }

    /** Whether it is a failed child of ours that nothing waits for, and that may be submitted again all the same. */
    boolean mayGoAgain(CompletedJob job) {
        return NextAttempt.of(job, false, rules.policy().maxChildAttempts()).isPresent();
    }

    /** A failed child of ours that nothing waits for, if it may be submitted again all the same. */
    Optional<Dispatch> unawaited(JobEvent event) {
        return NextAttempt.of(event.job(), false, rules.policy().maxChildAttempts())
                .map(next -> withoutPlan(event));
    }

    /** A job that nothing waits for, and that is to be submitted again. */
    Dispatch withoutPlan(JobEvent event) {
        CompletedJob job = event.job();
        return new Dispatch(
                event,
                new Origin.Unawaited(),
                List.of(),
                List.of(),
                List.of(),
                Lineage.of(event.ref(), job.labels()),
                job.labels().get(ChildLabels.ROUTE),
                null,
                rules.policy(),
                rules.version(),
                List.of());
    }

    Dispatch of(JobEvent event, RouteTable.Match match) {
        CompletedJob job = event.job();
        Route route = match.route();
        Lineage lineage = Lineage.of(event.ref(), job.labels());
        return new Dispatch(
                event,
                new Origin.FromRoute(
                        route.label(), route.document(), route.when().sourceOnly(), match.groups()),
                route.plan(job.failed()),
                List.of(),
                List.of(),
                lineage,
                route.key(),
                null,
                once(job, match, lineage),
                rules.policy(),
                rules.version(),
                List.of(),
                null);
    }

    private static @Nullable Once once(CompletedJob job, RouteTable.Match match, Lineage lineage) {
        return match.route().once() == null
                ? null
                : match.route().once(job, Expressions.of(job, lineage.chainId(), match.groups()));
    }

    /** A task that can't be read still leads to a dispatch: its entry says what is wrong. */
    Dispatch of(JobEvent event, FoundTask.Some found) {
        if (found.task() instanceof Parsed.Good<Task> good) {
            return of(event, found, good.value(), good.warnings());
        }
        return new Dispatch(
                event,
                origin(found),
                List.of(),
                List.of(),
                texts(found.task().problems()),
                Lineage.of(event.ref(), event.job().labels()),
                event.job().labels().get(ChildLabels.ROUTE),
                null,
                rules.policy(),
                rules.version(),
                List.of());
    }

    private Dispatch of(JobEvent event, FoundTask.Some found, Task task, List<Problem> problems) {
        CompletedJob job = event.job();
        List<String> warnings = new ArrayList<>(texts(problems));
        JobHint.mismatch(task.jobIdHint(), job.ref().jobId()).ifPresent(warnings::add);
        return new Dispatch(
                event,
                origin(found),
                task.plan(job.failed()),
                job.failed() ? task.onSuccess().stream().filter(Action::bound).toList() : List.of(),
                List.of(),
                lineage(job, task),
                task.routeKey(),
                task.deferTaskUrl(),
                isBelieved(job, task.root()) ? task.once() : null,
                rules.policy(),
                rules.version(),
                warnings,
                null);
    }

    private static Origin origin(FoundTask.Some found) {
        return new Origin.FromTask(found.url(), found.lies(), found.generation(), found.text());
    }

    private static Lineage lineage(CompletedJob job, Task task) {
        JobRef root = task.root();
        return root != null && isBelieved(job, root)
                ? Lineage.of(job.ref(), root, task.parent())
                : Lineage.of(job.ref(), job.labels());
    }

    /** A task tells more than an ID, but anybody may write one: it is believed where the job's own label agrees. */
    private static boolean isBelieved(CompletedJob job, @Nullable JobRef root) {
        return root != null
                && Lineage.isOurs(job.ref(), job.labels())
                && new JobIdentity(root).label().equals(job.labels().get(ChildLabels.ROOT));
    }

    private static List<String> texts(List<Problem> problems) {
        return problems.stream().map(Problem::toString).toList();
    }
}
