package dev.bqdispatch.message;

import java.time.Instant;

/** Answers {@link RunPlan}. */
public sealed interface RunAnswer extends BusMessage
        permits RunAnswer.Ran, RunAnswer.Duplicate, RunAnswer.Unmatched, NotNow {

    /** The plan ran to its end, well or badly: an entry is due. */
    record Ran(Dispatch dispatch, Report report) implements RunAnswer {
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
     */
    record Duplicate(Dispatch dispatch, Instant ended, boolean failed) implements RunAnswer {}

    /** Nothing waits for the job, and it is not to be submitted again either: nothing is to be written. */
    record Unmatched() implements RunAnswer {}
}
