package dev.bqdispatch.journal;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Claim;
import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.ledger.JobClaims;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.ledger.TaskShelf;
import dev.bqdispatch.message.JournalAnswer;
import dev.bqdispatch.message.JournalOrder;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Route;
import dev.bqdispatch.rule.Rules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes entries and retires tasks. Deployed with a worker pool of its own, on which all calls block. */
public final class JournalVerticle extends VerticleBase {
    private final Bus bus;
    private final Metrics metrics;
    private final Journal journal;
    private final RandomGenerator random;
    private final Retrier.Patience patience;
    private EnvCurtain curtain;

    /**
     * A journal.
     *
     * @param errorFolder {@code ErrorURL}, under which messages that can't be decoded are kept
     * @param first the rules until others are published
     * @param env the environment, by name, of which nothing may stand in an entry
     */
    public JournalVerticle(
            Bus bus,
            Metrics metrics,
            Objects objects,
            EntryShelf entries,
            TaskShelf tasks,
            JobClaims claims,
            OnceShelf once,
            ObjectUrl errorFolder,
            Rules first,
            Function<String, @Nullable String> env,
            RandomGenerator random,
            Retrier.Patience patience) {
        this.bus = bus;
        this.metrics = metrics;
        this.journal = new Journal(new Journal.Shelves(objects, entries, tasks, claims, once, errorFolder));
        this.random = random;
        this.patience = patience;
        this.curtain = new EnvCurtain(env).with(first);
    }

    @Override
    public Future<?> start() {
        Retrier retrier = new Retrier(vertx, random, patience);
        return Future.all(
                bus.listen(Addresses.RULES, news -> hear(news.rules())),
                bus.serve(Addresses.JOURNAL, order -> carryOut(order, retrier)));
    }

    private void hear(Rules rules) {
        curtain = curtain.with(rules);
        Set<String> labels = rules.routes().stream().map(Route::label).collect(Collectors.toSet());
        metrics.keepOnly(Metric.DISPATCHES, "route", labels);
    }

    private Future<JournalAnswer> carryOut(JournalOrder order, Retrier retrier) {
        EnvCurtain now = curtain;
        return retrier.run(() -> journal.carryOut(order, now)).compose(tried -> {
            try {
                JournalAnswer.Settled settled = tried.get();
                count(order);
                return Future.succeededFuture(settled);
            } catch (GroundLost e) {
                return release(claim(order), retrier).map(NotNow.because(e));
            }
        });
    }

    private static @Nullable Claim claim(JournalOrder order) {
        if (order instanceof JournalOrder.Enter enter) {
            return enter.ran().claim();
        }
        return order instanceof JournalOrder.CleanUp cleanUp
                ? cleanUp.duplicate().claim()
                : null;
    }

    /** The event is given back, and must not wait for a claim that nobody uses. Best effort: it ends by itself. */
    private Future<Boolean> release(@Nullable Claim claim, Retrier retrier) {
        if (claim == null) {
            return Future.succeededFuture(false);
        }
        return retrier.run(() -> {
                    journal.release(claim);
                    return true;
                })
                .transform(tried -> Future.succeededFuture(tried.succeeded()));
    }

    private void count(JournalOrder order) {
        if (order instanceof JournalOrder.Enter enter) {
            RunAnswer.Ran ran = enter.ran();
            String outcome = ran.report().status().word();
            metrics.time(Metric.DISPATCH_TIME, ran.report().timeTaken(), outcome);
            count(ran.dispatch().origin(), outcome);
        } else if (order instanceof JournalOrder.CleanUp cleanUp) {
            count(cleanUp.duplicate().dispatch().origin(), "duplicate");
        }
    }

    private void count(Origin origin, String outcome) {
        if (origin instanceof Origin.FromRoute route) {
            metrics.count(Metric.DISPATCHES, "route", route.label(), outcome);
        } else {
            metrics.count(Metric.DISPATCHES, origin instanceof Origin.FromTask ? "task" : "none", "", outcome);
        }
    }
}
