package dev.bqdispatch.replay;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.ledger.OldEntry;
import dev.bqdispatch.message.ReplayAnswer;
import java.util.Optional;

/** What was found at the URL of an entry. */
sealed interface Candidate {

    /**
     * The entry of a failed dispatch, which may be replayed.
     *
     * @param task its deferred task, if it had one
     */
    record Ready(FailedEntry entry, OldEntry old, Optional<RetiredTask> task) implements Candidate {
        JobRef job() {
            return old.job();
        }
    }

    /** Something that is answered at once. */
    record Answered(ReplayAnswer answer) implements Candidate {}
}
