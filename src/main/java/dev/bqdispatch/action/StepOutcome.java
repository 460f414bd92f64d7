package dev.bqdispatch.action;

import dev.bqdispatch.message.ActionReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an action went, if it did not fail.
 *
 * @param warnings what a person should know
 * @param childJobId the job it submitted; null if none
 * @param continued whether the rest of the plan now belongs to that job
 */
record StepOutcome(
        ActionReport.Status status,
        List<String> warnings,
        @Nullable String childJobId,
        boolean continued) {
    StepOutcome {
        warnings = List.copyOf(warnings);
    }

    /** An action that was not asked for. */
    static StepOutcome skipped() {
        return new StepOutcome(ActionReport.Status.SKIPPED, List.of(), null, false);
    }

    /** An inline action: done, unless there was nothing but what it had to leave alone. */
    static StepOutcome inline(int touched, List<String> leftAlone) {
        boolean skipped = touched == 0 && !leftAlone.isEmpty();
        return new StepOutcome(
                skipped ? ActionReport.Status.SKIPPED : ActionReport.Status.DONE, leftAlone, null, false);
    }
}
