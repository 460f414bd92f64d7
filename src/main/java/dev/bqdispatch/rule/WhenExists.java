package dev.bqdispatch.rule;

import dev.bqdispatch.job.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code When: {"Exists": "dataset.table"}} of an action: without that table it is skipped. */
public final class WhenExists {
    private static final List<String> KNOWN = List.of("Exists");
    private static final String FORM = "[project:]dataset.table, without a partition";
    private static final String ANY = "project";

    private WhenExists() {}

    /**
     * The condition of an action; a {@code When} without one is a problem, for the action would run unasked.
     *
     * @param load puts configuration values into a text
     * @return the table as text, or null if the action has no {@code When}
     */
    static @Nullable String read(Fields action, UnaryOperator<String> load) {
        if (!action.has("When")) {
            return null;
        }
        Fields when = action.object("When");
        if (!action.get("When").isObject()) {
            return null;
        }
        when.warnUnknown(KNOWN);
        String written = when.text("Exists");
        String text = load.apply(written);
        if (!Expressions.mentions(text) && parse(text, ANY).isEmpty()) {
            when.problem("Exists", RequestFields.expected(FORM, written));
        }
        return text;
    }

    /**
     * The table that an action asks for when its turn comes.
     *
     * @param filled an action that asks for one
     * @param defaultProject the project of a table that names none, if the action has no project of its own
     * @param env the environment, as far as the action may see it
     * @return a problem if the text names no table after filling in
     */
    public static Parsed<TableName> table(
            Action filled, String defaultProject, Function<String, @Nullable String> env) {
        Faults faults = new Faults(filled.kind().word());
        String written = filled.exists() == null ? "" : filled.exists();
        String project = filled.projectId() == null ? defaultProject : filled.projectId();
        Optional<TableName> table = parse(EnvReferences.resolve(written, env), EnvReferences.resolve(project, env));
        if (table.isEmpty()) {
            faults.problem("$.When.Exists", RequestFields.expected(FORM, written));
        }
        return faults.parsed(table::orElseThrow);
    }

    private static Optional<TableName> parse(String text, String project) {
        return TableName.parse(text, project).filter(TableName::isOneWhole);
    }
}
