package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.TableName;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.WhenExists;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Any step, asked for only where a table exists when its turn comes. What an earlier run decided about a job action stands:
 * its child, or the child of an action after it, says which way the plan went.
 */
final class ConditionalStep implements Step {
    private final Step step;
    private final Tables tables;
    private final EarlierRuns earlier;
    private final Function<String, @Nullable String> env;

    ConditionalStep(Step step, Tables tables, EarlierRuns earlier, Function<String, @Nullable String> env) {
        this.step = step;
        this.tables = tables;
        this.earlier = earlier;
        this.env = env;
    }

    @Override
    public StepOutcome run(Turn turn) {
        return turn.action().exists() == null || isAskedFor(turn) ? step.run(turn) : StepOutcome.skipped();
    }

    private boolean isAskedFor(Turn turn) {
        boolean exists = tables.get(table(turn)).isPresent();
        if (!turn.action().kind().isJob()) {
            return exists;
        }
        return (exists && !earlier.wentOn(turn)) || earlier.began(turn);
    }

    private TableName table(Turn turn) {
        Parsed<TableName> table =
                WhenExists.table(turn.action(), turn.dispatch().policy().projectId(), env);
        if (table instanceof Parsed.Good<TableName> good) {
            return good.value();
        }
        throw new CallFailed(Failure.permanent(
                table.problems().stream().map(Problem::toString).collect(Collectors.joining("; "))));
    }

    @Override
    public void abandon(Turn turn, boolean last) {
        step.abandon(turn, last);
    }
}
