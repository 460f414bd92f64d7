package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.rule.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes objects; one that is not there is fine. */
final class DeleteStep implements Step {
    private final Objects objects;
    private final Orders orders;

    DeleteStep(Objects objects, Orders orders) {
        this.objects = objects;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        List<String> leftAlone = new ArrayList<>();
        int touched = 0;
        for (ObjectUrl url :
                orders.read(turn, turn.action(), Request.Delete.class).objects()) {
            Optional<Objects.Stat> object = objects.stat(url);
            Optional<String> refused = object.flatMap(found -> AgeGuard.refuses(url, found, turn.ended()));
            if (refused.isPresent()) {
                leftAlone.add(refused.get());
                continue;
            }
            if (object.isPresent() && !objects.delete(url, object.get().generation()) && stillThere(url)) {
                throw new CallFailed(Failure.passing(url + " was written again while it was being deleted"));
            }
            touched++;
        }
        return StepOutcome.inline(touched, leftAlone);
    }

    private boolean stillThere(ObjectUrl url) {
        return objects.stat(url).isPresent();
    }
}
