package dev.bqdispatch.action;

import dev.bqdispatch.ledger.OnceShelf;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.rule.Once;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Runs a plan that is to be the only one of its route for a value. */
final class OnlyOne {
    /** How long to wait for the job that has the value. */
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Dispatch dispatch;
    private final Once once;
    private final PlanTools tools;
    private final Patience patience;
    private final PlanLog log;

    OnlyOne(Dispatch dispatch, Once once, PlanTools tools, Patience patience, PlanLog log) {
        this.dispatch = dispatch;
        this.once = once;
        this.tools = tools;
        this.patience = patience;
        this.log = log;
    }

    /**
     * Runs it, unless it is another job's.
     *
     * @param ended when the job ended
     */
    Future<RunAnswer> run(Resubmission.Calls calls, Instant ended, Supplier<Future<RunAnswer>> plan) {
        if (once.value().isEmpty()) {
            return Future.succeededFuture(log.close(ended, "Once: it is empty for this job", null));
        }
        return calls.make(() -> tools.once().take(once.route(), once.value(), dispatch.ref(), ended))
                .compose(tried -> {
                    OnceShelf.Answer answer = tried.get();
                    if (answer instanceof OnceShelf.Answer.Ours ours) {
                        count(ours.fresh() ? "ran" : "again");
                        return plan.get();
                    }
                    return Future.succeededFuture(
                            answer instanceof OnceShelf.Answer.Ran ran
                                    ? skipped(ended, ran)
                                    : waits(ended, (OnceShelf.Answer.Open) answer));
                });
    }

    private RunAnswer skipped(Instant ended, OnceShelf.Answer.Ran ran) {
        count("skipped");
        log.warn("Once: the plan ran for " + ran.holder() + ", with the same '" + once.value() + "'");
        return log.skipped(ended);
    }

    private RunAnswer waits(Instant ended, OnceShelf.Answer.Open open) {
        String holder = "'" + once.value() + "' is held by " + open.holder() + ", which has no entry";
        if (patience.isOver()) {
            return log.close(ended, "Once: gave up after " + dispatch.policy().patience() + ": " + holder, null);
        }
        count("waited");
        // A value may quote a statement, and that may hold a secret: the log gets none of it.
        return NotNow.early("Once", "another job has the value, " + open.holder(), WAIT);
    }

    private void count(String outcome) {
        tools.metrics().count(Metric.ONCE, outcome);
    }
}
