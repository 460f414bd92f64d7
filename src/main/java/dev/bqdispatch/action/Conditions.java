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

/** Asks what {@code When} of an action asks for. */
final class Conditions {
    private final Tables tables;
    private final Function<String, @Nullable String> env;

    Conditions(Tables tables, Function<String, @Nullable String> env) {
        this.tables = tables;
        this.env = env;
    }

    /**
     * Whether the table exists that the action is only asked for with, if it names one. Blocks.
     *
     * @throws CallFailed for good, if it names something else
     */
    boolean hold(Turn turn) {
        return turn.action().exists() == null || tables.get(table(turn)).isPresent();
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
}
