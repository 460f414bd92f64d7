package dev.bqdispatch.action;

import dev.bqdispatch.ledger.ActionName;
import dev.bqdispatch.ledger.IdempotencyKey;
import dev.bqdispatch.message.Dispatch;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.Filling;
import dev.bqdispatch.rule.Secrets;
import dev.bqdispatch.rule.TaskWriter;
import java.time.Duration;
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
 * @param claim the run's claim on the job, without which nobody may be told anything
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
        RunClaim claim,
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
            RunClaim claim,
            BooleanSupplier stopped) {
        this(dispatch, ended, index, action, rest, filling, ConcurrentHashMap.newKeySet(), claim, stopped);
    }

    /** What tells this action of this job from every other, at every delivery. */
    IdempotencyKey key() {
        return new IdempotencyKey(dispatch.ref(), name());
    }

    /** Which of the plan's actions it is. As stored: what fills it in may be told in full or cut, as the event's format is. */
    ActionName name() {
        List<ActionName.Asked> asked =
                dispatch.plan().subList(0, index + 1).stream().map(Turn::asked).toList();
        return ActionName.of(asked.get(index), asked.subList(0, index));
    }

    private static ActionName.Asked asked(Action stored) {
        String request =
                Secrets.redact(TaskWriter.write(stored)).path("Request").toString();
        return new ActionName.Asked(stored.kind().word(), request);
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
                claim,
                stopped);
    }

    /** Whether an earlier run, or an earlier attempt, did some of a claimed action. */
    boolean hasBegun() {
        return claim.hasBegun(this);
    }

    /** @param part of a claimed action; empty for all of it */
    boolean isDone(String part) {
        return claim.isDone(this, part);
    }

    /**
     * To be called just before a claimed action, or a part of one, is done; blocks.
     *
     * @param longest that it may take
     * @throws LostClaim if it is another run's business by now
     * @throws StoppedPlan if it may not begin
     */
    void claimFor(Duration longest) {
        goOn();
        claim.confirm(longest);
    }

    /** A claimed action is done, or a part of it; blocks. */
    void did(String part) {
        claim.did(this, part);
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
