package dev.bqdispatch.match;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.job.Gap;
import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.job.JobType;
import dev.bqdispatch.ledger.TaskNames;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.FindTask;
import dev.bqdispatch.message.FoundRoute;
import dev.bqdispatch.message.FoundTask;
import dev.bqdispatch.message.MatchAnswer;
import dev.bqdispatch.message.MatchJob;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what waits for a job, from one version of the rules per event. */
public final class MatchVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(MatchVerticle.class);

    private final Bus bus;
    private final Metrics metrics;
    private final JobPlaces places;
    private final PartMatcher parts;
    private final Rules first;
    private @Nullable Current current;

    /** One version, swapped whole. */
    private record Current(Rules rules, RouteTable routes, Dispatches dispatches) {
        static Current of(Rules rules) {
            return new Current(rules, RouteTable.of(rules.routes()), new Dispatches(rules));
        }
    }

    /**
     * A matcher.
     *
     * @param places is told of the location of each job
     * @param first the rules until others are published
     */
    public MatchVerticle(Bus bus, Metrics metrics, JobPlaces places, Rules first) {
        this.bus = bus;
        this.metrics = metrics;
        this.places = places;
        this.parts = new PartMatcher(bus);
        this.first = first;
    }

    @Override
    public Future<?> start() {
        return Future.all(
                bus.listen(Addresses.RULES, news -> take(news.rules())),
                take(first)
                        .compose(now -> Future.all(
                                bus.serve(
                                        Addresses.ROUTES,
                                        question -> Future.succeededFuture(route(question.job(), current()))),
                                bus.serve(Addresses.MATCH, question -> match(question, current())))));
    }

    /**
     * Makes a version's table beside the event loop, which goes on with the version before it. One is made after the other,
     * so what was published last is in force last.
     */
    private Future<Current> take(Rules rules) {
        return vertx.executeBlocking(() -> Current.of(rules), true)
                .onSuccess(made -> current = made)
                .onFailure(bug ->
                        LOG.atError().setCause(bug).log("the routes of version {} can't be taken", rules.version()));
    }

    private Current current() {
        return Objects.requireNonNull(current, "nothing is asked before the first version is there");
    }

    private Future<MatchAnswer> match(MatchJob question, Current now) {
        JobEvent event = question.event();
        Replay replay = question.replay();
        return replay == null
                ? match(event, now)
                : replayed(event, replay, now).map(answer -> as(replay, event, answer, now));
    }

    /** A job that had a task has none in a route, even if the task is gone. */
    private Future<MatchAnswer> replayed(JobEvent event, Replay replay, Current now) {
        if (replay.task().isEmpty()) {
            return byRoute(event, now);
        }
        return bus.ask(Addresses.TASKS, new FindTask(event, now.rules(), replay))
                .compose(found -> found instanceof FoundTask.None
                        ? Future.succeededFuture(new MatchAnswer.Undecided(
                                "its task is neither at " + replay.task().get(0) + " nor at "
                                        + replay.task().get(replay.task().size() - 1)))
                        : byTask(event, found, now));
    }

    private static MatchAnswer as(Replay replay, JobEvent event, MatchAnswer answer, Current now) {
        if (answer instanceof MatchAnswer.Matched matched) {
            return new MatchAnswer.Matched(matched.dispatch().as(replay));
        }
        return answer instanceof MatchAnswer.Unmatched && replay.again()
                ? new MatchAnswer.Matched(now.dispatches().withoutPlan(event).as(replay))
                : answer;
    }

    /** Nothing is counted: a job is asked about several times, and mostly its event has come. */
    private FoundRoute route(CompletedJob job, Current now) {
        places.saw(job.ref());
        Optional<Route> taker = now.routes()
                .first(job)
                .map(RouteTable.Match::route)
                .filter(route -> !route.plan(job.failed()).isEmpty());
        if (taker.isPresent()) {
            Route route = taker.get();
            return new FoundRoute.Some(route.label(), now.rules().updated().get(route.document()));
        }
        return now.dispatches().mayGoAgain(job) ? new FoundRoute.Unawaited() : new FoundRoute.None();
    }

    private Future<MatchAnswer> match(JobEvent event, Current now) {
        places.saw(event.ref());
        if (!TaskNames.mayExist(event.ref())) {
            return byRoute(event, now);
        }
        return bus.ask(Addresses.TASKS, new FindTask(event, now.rules(), null))
                .compose(found -> byTask(event, found, now));
    }

    private Future<MatchAnswer> byTask(JobEvent event, FoundTask found, Current now) {
        if (found instanceof FoundTask.Some some) {
            Dispatch dispatch = now.dispatches().of(event, some);
            return event.job().whole()
                    ? Future.succeededFuture(matched(dispatch))
                    : parts.byTask(event, dispatch)
                            .compose(part -> goOn(part, event, now, whole -> again(event, whole, some, now)));
        }
        if (found instanceof NotNow notNow) {
            return Future.succeededFuture(notNow);
        }
        metrics.count(Metric.TASKS_MISSING);
        return byRoute(event, now);
    }

    /** What a task may refer to depends on the job's labels, which a job that lost everything did not show. */
    private Future<MatchAnswer> again(JobEvent event, JobEvent whole, FoundTask.Some some, Current now) {
        return event.job().lacks(Gap.EVERYTHING)
                ? match(whole, now)
                : Future.succeededFuture(matched(now.dispatches().of(whole, some)));
    }

    private Future<MatchAnswer> byRoute(JobEvent event, Current now) {
        CompletedJob job = event.job();
        if (!job.whole()) {
            return parts.byRoute(event, now.routes(), now.dispatches())
                    .onSuccess(part -> countIfBlind(job, part))
                    .compose(part -> goOn(part, event, now, whole -> byRoute(whole, now)));
        }
        countIfBlind(job);
        // A matching route without actions for this outcome ends the search: only one route can match.
        return Future.succeededFuture(now.routes()
                .first(job)
                .filter(match -> !match.route().plan(job.failed()).isEmpty())
                .map(match -> matched(now.dispatches().of(event, match)))
                .orElseGet(() -> unmatched(event, now)));
    }

    /** One that was looked up is counted when it is matched again. */
    private void countIfBlind(CompletedJob job, Part part) {
        if (!(part instanceof Part.Whole) && !job.lacks(Gap.EVERYTHING)) {
            countIfBlind(job);
        }
    }

    private void countIfBlind(CompletedJob job) {
        if (job.failed() && job.type() == JobType.QUERY && job.destinationTable() == null) {
            metrics.count(Metric.FAILED_WITHOUT_DESTINATION);
        }
    }

    private Future<MatchAnswer> goOn(
            Part part, JobEvent event, Current now, Function<JobEvent, Future<MatchAnswer>> whole) {
        if (part instanceof Part.Whole known) {
            return whole.apply(known.event());
        }
        if (part instanceof Part.Planned planned) {
            return Future.succeededFuture(matched(planned.dispatch()));
        }
        MatchAnswer answer = ((Part.Ended) part).answer();
        return Future.succeededFuture(answer instanceof MatchAnswer.Unmatched ? unmatched(event, now) : answer);
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
