package dev.bqdispatch.action;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.message.RunPlan;
import dev.bqdispatch.message.StopPlan;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Runs plans, as many at once as it is asked to. Deployed with a worker pool of its own, on which all calls block; the
 * verticle itself only passes from one step to the next, so that a stop gets through when every worker is busy.
 */
public final class ActionVerticle extends VerticleBase {
    private final Bus bus;
    private final Metrics metrics;
    private final Reach reach;
    private final Clock clock;
    private final RandomGenerator random;
    private final Retrier.Patience patience;
    private final Map<JobRef, PlanRun> running = new HashMap<>();
    private boolean stopping;

    /**
     * What plans can reach.
     *
     * @param env the environment, by name
     */
    public record Reach(
            Jobs jobs,
            Tables tables,
            Objects objects,
            TaskShelf tasks,
            EntryShelf entries,
            JobClaims claims,
            OnceShelf once,
            Messengers messengers,
            Function<String, @Nullable String> env) {}

    public ActionVerticle(
            Bus bus, Metrics metrics, Reach reach, Clock clock, RandomGenerator random, Retrier.Patience patience) {
        this.bus = bus;
        this.metrics = metrics;
        this.reach = reach;
        this.clock = clock;
        this.random = random;
        this.patience = patience;
    }

    @Override
    public Future<?> start() {
        PlanTools tools = new PlanTools(
                new Steps(
                        reach.jobs(),
                        reach.tables(),
                        reach.objects(),
                        reach.tasks(),
                        reach.entries(),
                        reach.messengers(),
                        reach.env()),
                new Endings(reach.jobs()),
                retries(),
                new Waits(clock, System::nanoTime),
                reach.entries(),
                reach.claims(),
                reach.once(),
                new Retrier(vertx, random, patience),
                clock,
                metrics,
                reach.env());
        return Future.all(
                bus.serve(Addresses.RUN, question -> run(question, tools)), bus.listen(Addresses.STOP, this::stop));
    }

    private Retries retries() {
        Submitter submitter = new Submitter(reach.jobs(), new ChildTasks(reach.tasks(), reach.entries()));
        return new Retries(reach.jobs(), submitter, reach.tasks().folder());
    }

    private Future<RunAnswer> run(RunPlan question, PlanTools tools) {
        JobRef job = question.dispatch().ref();
        if (stopping) {
            return Future.succeededFuture(NotNow.stopped());
        }
        if (running.containsKey(job)) {
            // Whoever asks waits for the first answer, unless a step outlived even that. It may take much longer still.
            return Future.succeededFuture(
                    new NotNow(NotNow.Why.EVENT, "action", Failure.passing("an earlier run has not ended")));
        }
        if (reach.entries().rehearses()) {
            return rehearse(question, tools);
        }
        PlanRun plan = new PlanRun(question.dispatch(), tools);
        running.put(job, plan);
        return plan.run().onComplete(done -> running.remove(job, plan)).onSuccess(this::count);
    }

    private Future<RunAnswer> rehearse(RunPlan question, PlanTools tools) {
        Statements statements = new Statements(reach.objects(), reach.env());
        Conditions conditions = new Conditions(reach.tables(), reach.env());
        return new Rehearsal(question.dispatch(), tools, statements, new Orders(reach.env()), conditions)
                .run()
                .onSuccess(this::count);
    }

    private void count(RunAnswer answer) {
        if (answer instanceof RunAnswer.Ran ran && ran.report().status().ran()) {
            for (ActionReport action : ran.report().actions()) {
                metrics.count(
                        Metric.ACTIONS,
                        action.action().kind().word(),
                        action.status().word());
            }
        }
    }

    private void stop(StopPlan news) {
        JobRef job = news.job();
        if (job == null) {
            stopping = true;
            running.values().forEach(PlanRun::stop);
        } else if (running.containsKey(job)) {
            running.get(job).stop();
        }
    }
}
