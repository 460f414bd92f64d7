package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.fault.GroundLost;
import dev.bqdispatch.fault.Tried;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Origin;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.EnvValues;
import dev.bqdispatch.rule.Filling;
import dev.bqdispatch.rule.Hiding;
import dev.bqdispatch.rule.Once;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plan on its way from action to action. A loop of asynchronous steps: calls are made on workers, waits are timers.
 * Used once, in one Vert.x context.
 */
final class PlanRun {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRun.class);

    private final Dispatch dispatch;
    private final PlanTools tools;
    private final Filling filling;
    private final PlanLog log;
    private final Patience patience;
    private final Resubmission again;
    private final RunClaim claim;
    private final Resumption resumption;
    private Instant ended = Instant.EPOCH;
    private @Nullable String refused;
    private volatile boolean stopped;

    PlanRun(Dispatch dispatch, PlanTools tools) {
        this.dispatch = dispatch;
        this.tools = tools;
        this.filling = dispatch.filling();
        this.log = new PlanLog(dispatch, filling, tools.clock());
        this.patience = new Patience(dispatch, tools.clock());
        this.again = new Resubmission(dispatch, tools, patience, this::call);
        this.claim = new RunClaim(dispatch, tools.claims(), tools.metrics());
        this.resumption = new Resumption(dispatch);
    }

    /** From now on no further step begins. */
    void stop() {
        stopped = true;
    }

    /** Runs the plan, unless the job has an entry already. Fails only for a fault of our own. */
    Future<RunAnswer> run() {
        return call(() -> tools.endings().of(dispatch.event().job(), !patience.isOver()))
                .compose(tried -> {
                    ended = resumption.ended(tried.get());
                    return dispatch.origin() instanceof Origin.Unawaited ? unlessInVain() : unlessClaimed();
                })
                .recover(error -> RunEnd.answer("looking the job up", error));
    }

    private Future<RunAnswer> unlessClaimed() {
        return RunClaim.isNeeded(dispatch)
                ? new UnderClaim(claim, tools.retrier(), this::isLeft).run(this::call, ended, this::unlessSettled)
                : unlessSettled();
    }

    /** Whether the run ends though not all is noted. Whoever had it replayed waits for it, and begins it again himself. */
    private boolean isLeft() {
        return stopped || dispatch.replay() != null;
    }

    /** What nothing waits for costs one look at the job, and more only if that job is to be submitted again. */
    private Future<RunAnswer> unlessInVain() {
        return again.isWanted()
                .compose(wanted -> wanted ? unlessSettled() : Future.succeededFuture(new RunAnswer.Unmatched()));
    }

    private Future<RunAnswer> unlessSettled() {
        return call(() -> resumption.settled(tools.entries(), ended)).compose(tried -> unless(tried, this::begin));
    }

    private Future<RunAnswer> unless(Tried<Optional<Boolean>> settled, Supplier<Future<RunAnswer>> otherwise) {
        return settled.get()
                .map(failed -> Future.<RunAnswer>succeededFuture(new RunAnswer.Duplicate(dispatch, ended, failed)))
                .orElseGet(otherwise);
    }

    /** A job that is submitted again has not failed yet, so whatever waits for it goes on waiting. */
    private Future<RunAnswer> begin() {
        return again.run(ended).compose(result -> {
            if (result instanceof Resubmission.Result.Submitted submitted) {
                return Future.succeededFuture(log.retried(ended, submitted.jobId()));
            }
            if (result instanceof Resubmission.Result.Later later) {
                return Future.succeededFuture(later.notNow());
            }
            refused = result instanceof Resubmission.Result.Refused broken ? broken.error() : null;
            return plan();
        });
    }

    private Future<RunAnswer> plan() {
        if (!dispatch.defects().isEmpty()) {
            return finish(String.join("; ", dispatch.defects()), null);
        }
        Once once = dispatch.once();
        return once != null && dispatch.isOnce()
                ? new OnlyOne(dispatch, once, tools, patience, log).run(this::call, ended, this::next)
                : next();
    }

    private Future<RunAnswer> next() {
        int index = log.size();
        if (index == dispatch.plan().size()) {
            return finish(null, null);
        }
        if (stopped) {
            return Future.succeededFuture(NotNow.stopped());
        }
        Action action = filling.fill(dispatch.plan().get(index));
        List<Action> rest = dispatch.plan().subList(index + 1, dispatch.plan().size());
        Optional<ActionReport> before = resumption.before(index, action);
        if (before.isPresent()) {
            log.keep(before.get());
            return Resumption.isContinued(before.get(), rest)
                    ? finish(null, before.get().childJobId())
                    : next();
        }
        Turn turn = new Turn(dispatch, ended, index, action, rest, filling, claim, () -> stopped);
        Step step = tools.steps().of(action.kind());
        Instant began = tools.clock().instant();
        return call(() -> step.run(turn)).transform(result -> {
            Duration taken = Duration.between(began, tools.clock().instant());
            return result.succeeded() ? settle(turn, result.result(), taken) : broken(turn, result.cause(), taken);
        });
    }

    private <T> Future<Tried<T>> call(Supplier<T> blocking) {
        return tools.retrier().run(() -> {
            // It may have waited for a worker meanwhile.
            if (stopped) {
                throw new StoppedPlan();
            }
            return blocking.get();
        });
    }

    /** A fault of our own: perhaps it passes, perhaps a newer version mends it, and in the end it is given up. */
    private Future<RunAnswer> broken(Turn turn, Throwable error, Duration taken) {
        if (RunEnd.isStop(error) || error instanceof LostClaim) {
            return RunEnd.answer("", error);
        }
        LOG.atError()
                .addKeyValue("event", dispatch.event().eventId())
                .addKeyValue("job", dispatch.ref().toString())
                .addKeyValue("chain", dispatch.lineage().chainId())
                .setCause(error)
                .log("an action broke down");
        Failure failure = Failure.passing("fault of the service: " + error);
        return failed(turn, hideSecrets(failure, turn.action()), 1, taken);
    }

    private Future<RunAnswer> settle(Turn turn, Tried<StepOutcome> tried, Duration taken) {
        Action action = turn.action();
        try {
            StepOutcome outcome = tried.get();
            log.did(action, outcome, tried.attempts(), taken);
            return outcome.continued() ? finish(null, outcome.childJobId()) : next();
        } catch (GroundLost e) {
            return Future.succeededFuture(NotNow.because(e));
        } catch (CallFailed e) {
            return failed(turn, hideSecrets(e.failure(), action), tried.attempts(), taken);
        }
    }

    private Future<RunAnswer> failed(Turn turn, Failure failure, int attempts, Duration taken) {
        Action action = turn.action();
        String what = action.kind().word();
        if (!patience.endsWith(failure)) {
            return Future.succeededFuture(new NotNow(NotNow.Why.EVENT, what, failure));
        }
        String error = patience.tell(failure);
        String summary = "action " + log.size() + ", " + what + ": " + error;
        log.failed(action, error, attempts, taken);
        // Best effort: whether there was anything to put away is not the event's business any more.
        return tools.retrier()
                .run(() -> {
                    tools.steps().of(action.kind()).abandon(turn, failure.isTransient());
                    return turn;
                })
                .transform(putAway -> unlessOvertaken(() -> finish(summary, null)));
    }

    /** It may have failed of what another run did while this one slept; then that one's entry stands. */
    private Future<RunAnswer> unlessOvertaken(Supplier<Future<RunAnswer>> failed) {
        // Whoever has a claim is told by that.
        return claim.held() != null
                ? failed.get()
                : tools.retrier()
                        .run(() -> resumption.settled(tools.entries(), ended))
                        .compose(tried -> unless(tried, failed));
    }

    /** An error of Google's may quote what was sent. */
    private Failure hideSecrets(Failure failure, Action action) {
        Hiding hiding = EnvValues.hiding(EnvReferences.names(action), tools.env());
        return new Failure(
                failure.kind(),
                failure.status(),
                hiding.in(failure.reason()),
                hiding.in(failure.message()),
                failure.retryAfter());
    }

    private Future<RunAnswer> finish(@Nullable String error, @Nullable String continues) {
        String both = refused == null || error == null ? refused : refused + "; " + error;
        return Future.succeededFuture(log.close(ended, both == null ? error : both, continues));
    }
}
