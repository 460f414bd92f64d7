package dev.bqdispatch.message;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.OldEntry;
import dev.bqdispatch.rule.Action;
import java.util.List;
import java.util.Optional;

/**
 * A failed dispatch that an operator has done again.
 *
 * @param old its entry
 * @param number 1 to 99: the {@code _pN} of all jobs that follow from it
 * @param again whether its job itself is submitted again, else its plan resumed
 * @param task where its deferred task was, then where it was retired to; empty if it had none
 * @param done the actions that need no repetition
 */
public record Replay(OldEntry old, int number, boolean again, List<ObjectUrl> task, List<DoneAction> done) {
    public Replay {
        task = List.copyOf(task);
        done = List.copyOf(done);
    }

    /**
     * What became of an action before, if it is done and needs no repetition.
     *
     * @param index its place in the plan
     * @param action as it is asked for today, filled in
     */
    public Optional<ActionReport> done(int index, Action action) {
        return done.stream()
                .filter(each -> each.index() == index && each.is(action))
                .findFirst()
                .map(each -> each.report(action));
    }
}
