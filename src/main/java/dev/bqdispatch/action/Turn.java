package dev.bqdispatch.action;

import dev.bqdispatch.ledger.IdempotencyKey;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Filling;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * An action of a plan whose turn has come.
 *
 * @param ended when the dispatch's job ended
 * @param index the action's place in the list it stands in as stored, from 0
 * @param action filled in
 * @param rest the actions after it, as their document has them
 * @param filling fills in the rest
 * @param ownTasks generations of the tasks that were written in this turn, over all its attempts
 * @param stopped whether the plan was told to stop meanwhile; a step of many parts asks between them
 */
record Turn(
        Dispatch dispatch,
        Instant ended,
        int index,
        Action action,
        List<Action> rest,
        Filling filling,
        Set<Long> ownTasks,
        BooleanSupplier stopped) {
    Turn {
        rest = List.copyOf(rest);
    }

    Turn(
            Dispatch dispatch,
            Instant ended,
            int index,
            Action action,
            List<Action> rest,
            Filling filling,
            BooleanSupplier stopped) {
        this(dispatch, ended, index, action, rest, filling, ConcurrentHashMap.newKeySet(), stopped);
    }

    /** What tells this action of this job from every other, at every delivery. */
    IdempotencyKey key() {
        return IdempotencyKey.of(
                dispatch.ref(), dispatch.lineage(), index, action.kind().word());
    }

    /** The turn of an action after this one. */
    Turn later(int i) {
        return new Turn(
                dispatch,
                ended,
                index + 1 + i,
                filling.fill(rest.get(i)),
                rest.subList(i + 1, rest.size()),
                filling,
                stopped);
    }

    /**
     * To be called before each part of a step of many.
     *
     * @throws StoppedPlan if no further part may begin
     */
    void goOn() {
        if (stopped.getAsBoolean()) {
            throw new StoppedPlan();
        }
    }
}
