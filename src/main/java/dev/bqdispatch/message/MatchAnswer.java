package dev.bqdispatch.message;

/** Answers {@link MatchJob}. */
public sealed interface MatchAnswer extends BusMessage
        permits MatchAnswer.Matched, MatchAnswer.Unmatched, MatchAnswer.Undecided, NotNow {

    /** Something waits for the job, or it may be submitted again. */
    record Matched(Dispatch dispatch) implements MatchAnswer {}

    /** Nothing waits for the job, and nothing is to be written. */
    record Unmatched() implements MatchAnswer {}

    /**
     * Nobody can say whether something waits for the job, now or later: its event tells too little of it, and BigQuery
     * does not know it.
     *
     * @param reason a sentence for people
     */
    record Undecided(String reason) implements MatchAnswer {}
}
