package dev.bqdispatch.action;

import dev.bqdispatch.fault.Failure;
import java.util.Collection;
import java.util.List;

/** Takes the secrets of a request out of what came back: a server may quote what it was sent. */
final class Hidden {
    /** A shorter one is no secret, and hiding it would leave nothing readable. */
    private static final int SHORTEST = 6;

    private final List<String> secrets;

    Hidden(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .map(String::strip)
                .filter(secret -> secret.length() >= SHORTEST)
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    Failure in(Failure failure) {
        return new Failure(
                failure.kind(), failure.status(), in(failure.reason()), in(failure.message()), failure.retryAfter());
    }

    private String in(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, "***");
        }
        return hidden;
    }
}
