package dev.bqdispatch.action;

import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.rule.Hiding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Takes the secrets of a request out of what came back: a server may quote what it was sent. */
public final class Hidden {
    private final Hiding own;
    private final Hiding env;

    /**
     * Hides these secrets.
     *
     * @param secrets of the request itself
     * @param env hides what the request took from the environment
     */
    public Hidden(Collection<String> secrets, Hiding env) {
        Map<String, String> shown = new HashMap<>();
        secrets.forEach(secret -> shown.put(secret, "***"));
        this.own = new Hiding(shown, true);
        this.env = env;
    }

    /** The text without secrets; to be called before it is cut or reshaped, which makes them hard to find. */
    public String in(String text) {
        return env.in(own.in(text));
    }

    Failure in(Failure failure) {
        return new Failure(
                failure.kind(), failure.status(), in(failure.reason()), in(failure.message()), failure.retryAfter());
    }
}
