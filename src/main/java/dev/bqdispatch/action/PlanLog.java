package dev.bqdispatch.action;

import dev.bqdispatch.job.JobError;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.Report;
import dev.bqdispatch.message.RunAnswer;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Filling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what became of each action of a plan, in their order. */
final class PlanLog {
    private final Dispatch dispatch;
    private final Filling filling;
    private final Clock clock;
    private final Instant started;
    private final List<ActionReport> reports = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    PlanLog(Dispatch dispatch, Filling filling, Clock clock) {
        this.dispatch = dispatch;
        this.filling = filling;
        this.clock = clock;
        this.started = clock.instant();
    }

    /** How many actions have had their turn: the index of the next one. */
    int size() {
        return reports.size();
    }

    void did(Action action, StepOutcome outcome, int attempts, Duration taken) {
        warnings.addAll(outcome.warnings());
        reports.add(new ActionReport(action, outcome.status(), attempts, taken, null, outcome.childJobId()));
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    /** An action that was done in an earlier dispatch. */
    void keep(ActionReport before) {
        reports.add(before);
    }

    void failed(Action action, String error, int attempts, Duration taken) {
        reports.add(new ActionReport(action, ActionReport.Status.FAILED, attempts, taken, error, null));
    }

    /**
     * The end of the plan; actions whose turn did not come have not run.
     *
     * @param ended when the job ended
     * @param error why the dispatch failed; null if it went well
     * @param continues the child job that the rest belongs to; null if none
     */
    RunAnswer.Ran close(Instant ended, @Nullable String error, @Nullable String continues) {
        String why = error == null ? abandoned() : error;
        return close(ended, why == null ? Report.Status.OK : Report.Status.ERROR, why, continues);
    }

    /**
     * The end without a beginning: the job was submitted again, and no action has run.
     *
     * @param again job ID of the next attempt
     */
    RunAnswer.Ran retried(Instant ended, String again) {
        return close(ended, Report.Status.RETRIED, null, again);
    }

    /** The end without a beginning: another job was enough. */
    RunAnswer.Ran skipped(Instant ended) {
        return close(ended, Report.Status.SKIPPED, null, null);
    }

    private RunAnswer.Ran close(
            Instant ended, Report.Status status, @Nullable String error, @Nullable String continues) {
        List<Action> plan = dispatch.plan();
        for (Action action : plan.subList(reports.size(), plan.size())) {
            reports.add(
                    new ActionReport(filling.fill(action), ActionReport.Status.NOT_RUN, 0, Duration.ZERO, null, null));
        }
        Report report = new Report(
                ended,
                status,
                reports,
                error,
                continues,
                warnings,
                started,
                Duration.between(started, clock.instant()));
        return new RunAnswer.Ran(dispatch, report);
    }

    private @Nullable String abandoned() {
        JobError error = dispatch.event().job().error();
        return dispatch.abandoned().isEmpty()
                ? null
                : "the rest of the plan was abandoned, since the job it waited for failed: "
                        + (error == null ? "" : error.message());
    }
}
