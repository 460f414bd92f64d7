package dev.bqdispatch.action;

import dev.bqdispatch.ledger.IdempotencyKey;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Filling;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An action of a plan whose turn has come.
 *
 * @param ended when the dispatch's job ended
 * @param index the action's place in the list it stands in as stored, from 0
 * @param action filled in
 * @param rest the actions after it, as their document has them
 * @param filling fills in the rest
 * @param ownTasks generations of the tasks that were written in this turn, over all its attempts
 * @param told channels that have got the message in this turn
 */
record Turn(
        Dispatch dispatch,
        Instant ended,
        int index,
        Action action,
        List<Action> rest,
        Filling filling,
        Set<Long> ownTasks,
        Set<String> told) {
    Turn {
        rest = List.copyOf(rest);
    }

    Turn(Dispatch dispatch, Instant ended, int index, Action action, List<Action> rest, Filling filling) {
        this(
                dispatch,
                ended,
                index,
                action,
                rest,
                filling,
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet());
    }

    /** What tells this action of this job from every other, at every delivery. */
    IdempotencyKey key() {
        return IdempotencyKey.of(
                dispatch.ref(), dispatch.lineage(), index, action.kind().word());
    }
}
