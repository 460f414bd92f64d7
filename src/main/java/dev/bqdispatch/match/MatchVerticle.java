package dev.bqdispatch.match;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.FindTask;
import dev.bqdispatch.message.FoundTask;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.MatchJob;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Says what waits for a job, from one version of the rules per event. */
public final class MatchVerticle extends VerticleBase {
    private final Bus bus;
    private final Metrics metrics;
    private Current current;

    /** One version, swapped whole. */
    private record Current(Rules rules, RouteTable routes, Dispatches dispatches) {
        static Current of(Rules rules) {
            return new Current(rules, new RouteScan(rules.routes()), new Dispatches(rules));
        }
    }

    /** @param first the rules until others are published */
    public MatchVerticle(Bus bus, Metrics metrics, Rules first) {
        this.bus = bus;
        this.metrics = metrics;
        this.current = Current.of(first);
    }

    @Override
    public Future<?> start() {
        return Future.all(
                bus.listen(Addresses.RULES, news -> current = Current.of(news.rules())),
                bus.serve(Addresses.MATCH, this::match));
    }

    private Future<MatchAnswer> match(MatchJob question) {
        JobEvent event = question.event();
        Current now = current;
        if (!TaskNames.mayExist(event.ref())) {
            return Future.succeededFuture(byRoute(event, now));
        }
        return bus.ask(Addresses.TASKS, new FindTask(event, now.rules())).map(found -> byTask(event, found, now));
    }

    private MatchAnswer byTask(JobEvent event, FoundTask found, Current now) {
        if (found instanceof FoundTask.Some some) {
            return matched(now.dispatches().of(event, some));
        }
        if (found instanceof NotNow notNow) {
            return notNow;
        }
        metrics.count(Metric.TASKS_MISSING);
        return byRoute(event, now);
    }

    private MatchAnswer byRoute(JobEvent event, Current now) {
        CompletedJob job = event.job();
        if (job.failed() && job.type() == JobType.QUERY && job.destinationTable() == null) {
            metrics.count(Metric.FAILED_WITHOUT_DESTINATION);
        }
        // A matching route without actions for this outcome ends the search: only one route can match.
        return now.routes()
                .first(job)
                .filter(match -> !match.route().plan(job.failed()).isEmpty())
                .map(match -> matched(now.dispatches().of(event, match)))
                .orElseGet(() -> unmatched(event, now));
    }

    private MatchAnswer matched(Dispatch dispatch) {
        metrics.count(Metric.MATCHED, dispatch.origin() instanceof Origin.FromRoute ? "route" : "task");
        return new MatchAnswer.Matched(dispatch);
    }

    private MatchAnswer unmatched(JobEvent event, Current now) {
        metrics.count(Metric.MATCHED, "none");
        return now.dispatches()
                .unawaited(event)
                .<MatchAnswer>map(MatchAnswer.Matched::new)
                .orElseGet(MatchAnswer.Unmatched::new);
    }
}
