package dev.bqdispatch.action;

import dev.bqdispatch.ledger.EntryShelf;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.message.Replay;
import dev.bqdispatch.rule.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a dispatch begins: at its first action, or if it is a replay, after what was done before. */
final class Resumption {
    private final Dispatch dispatch;
    private final @Nullable Replay replay;

    Resumption(Dispatch dispatch) {
        this.dispatch = dispatch;
        this.replay = dispatch.replay();
    }

    /** When the job ended; of a replay in the hour of the entry that it takes the place of. */
    Instant ended(Instant known) {
        return replay == null ? known : replay.old().ended(known);
    }

    /** Whether the job has an entry, beside the one that is replayed, and of a failed dispatch. Blocks. */
    Optional<Boolean> settled(EntryShelf entries, Instant ended) {
        return replay == null ? entries.find(dispatch.ref(), ended) : entries.find(dispatch.ref(), ended, replay.old());
    }

    /** What became of an action before, if it needs no repetition. */
    Optional<ActionReport> before(int index, Action action) {
        return replay == null ? Optional.empty() : replay.done(index, action);
    }

    /** Whether the rest of the plan belongs to the job that such an action submitted. */
    static boolean isContinued(ActionReport before, List<Action> rest) {
        return before.childJobId() != null && !before.action().async() && !rest.isEmpty();
    }
}
