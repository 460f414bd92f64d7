package dev.bqdispatch.message;

/** Answers {@link MatchJob}. */
public sealed interface MatchAnswer extends BusMessage permits MatchAnswer.Matched, MatchAnswer.Unmatched, NotNow {

    /** Something waits for the job, or it may be submitted again. */
    record Matched(Dispatch dispatch) implements MatchAnswer {}

    /** Nothing waits for the job, and nothing is to be written. */
    record Unmatched() implements MatchAnswer {}
}
