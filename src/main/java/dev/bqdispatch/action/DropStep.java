package dev.bqdispatch.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.rule.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deletes a table; one that is not there is fine. BigQuery knows no precondition for that, so the look comes right before:
 * a table that is made anew between the two calls is lost.
 */
final class DropStep implements Step {
    private final Tables tables;
    private final Orders orders;

    DropStep(Tables tables, Orders orders) {
        this.tables = tables;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        TableName table = orders.read(turn, turn.action(), Request.Drop.class).table();
        Optional<ObjectNode> there = tables.get(table);
        if (there.isEmpty()) {
            return StepOutcome.inline(1, List.of());
        }
        // Without a time of creation nothing says that it is younger than the job.
        Instant created = Instant.ofEpochMilli(there.get().path("creationTime").asLong());
        Optional<String> refused = AgeGuard.refuses(table, created, turn.ended());
        if (refused.isPresent()) {
            return StepOutcome.inline(0, List.of(refused.get()));
        }
        tables.delete(table);
        return StepOutcome.inline(1, List.of());
    }
}
