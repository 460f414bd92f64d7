package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.ActionKind;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.Filling;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads the statements that queries name by {@code SQLURL}. */
final class Statements {
    /** What BigQuery takes at most. */
    private static final int LONGEST = 1 << 20;

    private final Objects objects;
    private final Function<String, @Nullable String> env;

    Statements(Objects objects, Function<String, @Nullable String> env) {
        this.objects = objects;
        this.env = env;
    }

    /**
     * The action with its statement in place of the URL; any other action as it is. Blocks.
     *
     * @param action filled in
     * @throws CallFailed where the object can't be read
     */
    Action load(Action action, Filling filling) {
        String written = action.request().path("SQLURL").asText();
        if (action.kind() != ActionKind.QUERY || written.isEmpty()) {
            return action;
        }
        // A URL that is none is the reader's to refuse, which names the field.
        Optional<ObjectUrl> url = ObjectUrl.parse(EnvReferences.resolve(written, env));
        return url.map(there -> filling.withSql(action, read(there))).orElse(action);
    }

    private String read(ObjectUrl url) {
        String statement = objects.read(url)
                .map(Objects.Content::text)
                .orElseThrow(() -> new CallFailed(Failure.permanent("SQLURL: there is no object " + url)));
        if (statement.length() > LONGEST) {
            throw new CallFailed(Failure.permanent("SQLURL: " + url + " is longer than " + LONGEST + " characters"));
        }
        return statement;
    }
}
