package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.Objects;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.Filling;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loads the statements that queries name by {@code SQLURL}, and the bodies that calls name by {@code BodyURL}. */
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
     * The action with its statement or body in place of the URL; any other action as it is. Blocks.
     *
     * @param action filled in
     * @throws CallFailed where the object can't be read
     */
    Action load(Action action, Filling filling) {
        return switch (action.kind()) {
            case QUERY, INSERT ->
                url(action, "SQLURL")
                        .map(url -> filling.withSql(action, read("SQLURL", url)))
                        .orElse(action);
            case CALL ->
                url(action, "BodyURL")
                        .map(url -> filling.withBody(action, read("BodyURL", url)))
                        .orElse(action);
            default -> action;
        };
    }

    /** A URL that is none is the reader's to refuse, which names the field. */
    private Optional<ObjectUrl> url(Action action, String key) {
        String written = action.request().path(key).asText();
        return ObjectUrl.parse(EnvReferences.resolve(written, env));
    }

    private String read(String key, ObjectUrl url) {
        String text = objects.read(url)
                .map(Objects.Content::text)
                .orElseThrow(() -> new CallFailed(Failure.permanent(key + ": there is no object " + url)));
        if (text.length() > LONGEST) {
            throw new CallFailed(Failure.permanent(key + ": " + url + " is longer than " + LONGEST + " characters"));
        }
        return text;
    }
}
