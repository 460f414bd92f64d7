package dev.bqdispatch.message;

import dev.bqdispatch.ledger.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Answers {@link RunPlan}. */
public sealed interface RunAnswer extends BusMessage
        permits RunAnswer.Ran, RunAnswer.Duplicate, RunAnswer.Unmatched, NotNow {

    /**
     * The plan ran to its end, well or badly: an entry is due.
     *
     * @param claim that ends with the entry; null if the plan needed none
     */
    record Ran(Dispatch dispatch, Report report, @Nullable Claim claim) implements RunAnswer {
        /** A plan without a claim. */
        public Ran(Dispatch dispatch, Report report) {
            this(dispatch, report, null);
        }

        /** Whether the dispatch failed, which is not whether its job did. */
        public boolean failed() {
            return report.status() == Report.Status.ERROR;
        }
    }

    /**
     * The job has an entry already: nothing ran.
     *
     * @param ended when the job ended, which names the entry's folder
     * @param failed whether the entry is one of a failed dispatch
     * @param claim that there is nothing left to do for; null if the plan needs none
     */
    record Duplicate(
            Dispatch dispatch,
            Instant ended,
            boolean failed,
            @Nullable Claim claim) implements RunAnswer {
        /** Of a plan without a claim. */
        public Duplicate(Dispatch dispatch, Instant ended, boolean failed) {
            this(dispatch, ended, failed, null);
        }
    }

    /** Nothing waits for the job, and it is not to be submitted again either: nothing is to be written. */
    record Unmatched() implements RunAnswer {}
}
