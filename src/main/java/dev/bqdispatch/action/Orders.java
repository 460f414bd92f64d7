package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.rule.Action;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.EnvReferences;
import dev.bqdispatch.rule.EnvValues;
import dev.bqdispatch.rule.Hiding;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import dev.bqdispatch.rule.Request;
import dev.bqdispatch.rule.RequestReader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads filled-in actions as typed orders, with the environment put in at this last moment. */
final class Orders {
    private final Function<String, @Nullable String> env;

    Orders(Function<String, @Nullable String> env) {
        this.env = env;
    }

    /** Hides what an action took from the environment. */
    Hiding hiding(Action action) {
        return EnvValues.hiding(EnvReferences.names(action), env);
    }

    /**
     * Reads the request of an action.
     *
     * @param type what the action's kind asks for
     * @throws CallFailed for good, if a field is not right after filling in, or a URL is none that may be called
     */
    <R extends Request> R read(Turn turn, Action action, Class<R> type) {
        Parsed<Request> read =
                RequestReader.read(action, turn.dispatch().policy().projectId(), env);
        if (read instanceof Parsed.Good<Request> good) {
            requireAllowed(turn, good.value());
            return type.cast(good.value());
        }
        throw new CallFailed(Failure.permanent(
                read.problems().stream().map(Problem::toString).collect(Collectors.joining("; "))));
    }

    private static void requireAllowed(Turn turn, Request request) {
        AllowCall allowed = turn.dispatch().policy().allowCall();
        if (request instanceof Request.Call call && !allowed.permits(call.url().toString())) {
            String written = turn.action().request().path("URL").asText();
            throw new CallFailed(Failure.permanent("URL: " + written + " " + allowed.refusal()));
        }
    }
}
