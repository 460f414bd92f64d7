package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.rule.Request;
import java.util.Optional;

/** Moves objects within Google's storage: a rewrite to its end, then the source is deleted. */
final class MoveStep implements Step {
    private final Objects objects;
    private final Orders orders;

    MoveStep(Objects objects, Orders orders) {
        this.objects = objects;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        Request.Move move = orders.read(turn, turn.action(), Request.Move.class);
        LeftAlone leftAlone = new LeftAlone();
        int touched = 0;
        for (ObjectUrl source : move.sources()) {
            turn.goOn();
            Optional<String> refused = one(source, move.target(source), turn);
            if (refused.isPresent()) {
                leftAlone.add(refused.get());
            } else {
                touched++;
            }
        }
        return StepOutcome.inline(touched, leftAlone.warnings());
    }

    /** Moves one object; returns why it was left alone, if it was. */
    private Optional<String> one(ObjectUrl source, ObjectUrl target, Turn turn) {
        if (source.equals(target)) {
            return Optional.empty();
        }
        Optional<Objects.Stat> object = objects.stat(source);
        if (object.isEmpty()) {
            requireMoved(source, target);
            return Optional.empty();
        }
        Optional<String> refused = AgeGuard.refuses(source, object.get().created(), turn.ended());
        if (refused.isPresent()) {
            return refused;
        }
        long generation = object.get().generation();
        if (!objects.copy(source, generation, target, turn::goOn)) {
            throw new CallFailed(Failure.passing(source + " was written or deleted while it was being moved"));
        }
        // Gone or written again meanwhile: what was asked for has been moved either way.
        objects.delete(source, generation);
        return Optional.empty();
    }

    private void requireMoved(ObjectUrl source, ObjectUrl target) {
        if (objects.stat(target).isEmpty()) {
            throw new CallFailed(Failure.permanent("there is neither " + source + " to move nor " + target));
        }
    }
}
