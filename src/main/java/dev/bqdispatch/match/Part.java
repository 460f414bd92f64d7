package dev.bqdispatch.match;

import dev.bqdispatch.job.JobEvent;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.MatchAnswer;

/** How far matching comes with a job that its event tells only in part. */
sealed interface Part {

    /** To a plan that needs no more of the job than is known. */
    record Planned(Dispatch dispatch) implements Part {}

    /** Not far enough, so the job was looked up; it is to be matched again. */
    record Whole(JobEvent event) implements Part {}

    /** To an answer. */
    record Ended(MatchAnswer answer) implements Part {}
}
