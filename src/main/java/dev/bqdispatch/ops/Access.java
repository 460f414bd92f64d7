package dev.bqdispatch.ops;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Who may ask what of {@code /api} and the console, which show statements and people's addresses. Reading is for this
 * machine, for who has a token, or for all if that was said. What changes something takes the administrator's token, and
 * is off where there is none.
 *
 * @param readToken lets read
 * @param adminToken lets read and change
 * @param open whether everybody may read
 */
public record Access(Optional<String> readToken, Optional<String> adminToken, boolean open) {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** Nobody but this machine reads, and nobody changes anything. */
    static final Access NONE = new Access(Optional.empty(), Optional.empty(), false);

    /**
     * Why a request is turned away.
     *
     * @param status 401 where a token would help, else 403
     * @param reason a sentence for whoever asked
     */
    record Refusal(int status, String reason) {}

    /** Why this caller may not read; empty if he may. */
    Optional<Refusal> reading(Caller caller) {
        if (open || caller.near() || holds(readToken, caller) || holds(adminToken, caller)) {
            return Optional.empty();
        }
        return Optional.of(
                readToken.isPresent() || adminToken.isPresent()
                        ? new Refusal(UNAUTHORIZED, "expected READ_TOKEN or ADMIN_TOKEN as Authorization: Bearer")
                        : new Refusal(
                                FORBIDDEN,
                                "is open to this machine alone, as long as neither READ_TOKEN, ADMIN_TOKEN nor"
                                        + " CONSOLE_OPEN is set"));
    }

    /** Why this caller may not change anything; empty if he may. */
    Optional<Refusal> changing(Caller caller) {
        if (adminToken.isEmpty()) {
            return Optional.of(new Refusal(FORBIDDEN, "is off, since the service was started without ADMIN_TOKEN"));
        }
        if (caller.foreignPage()) {
            return Optional.of(new Refusal(FORBIDDEN, "is not open to pages of other origins"));
        }
        return holds(adminToken, caller)
                ? Optional.empty()
                : Optional.of(new Refusal(UNAUTHORIZED, "expected ADMIN_TOKEN as Authorization: Bearer"));
    }

    /** Takes the same time whatever is wrong with a token. */
    private static boolean holds(Optional<String> expected, Caller caller) {
        return expected.isPresent()
                && caller.token().isPresent()
                && MessageDigest.isEqual(
                        digest(expected.get()), digest(caller.token().get()));
    }

    private static byte[] digest(String token) {
        return DigestUtils.sha256(token.getBytes(StandardCharsets.UTF_8));
    }

    /** A handler that lets only those pass who may read. */
    Handler<RoutingContext> toRead() {
        return request -> pass(request, this::reading);
    }

    /** A handler that lets only those pass who may change something. */
    Handler<RoutingContext> toChange() {
        return request -> pass(request, this::changing);
    }

    private static void pass(RoutingContext request, Function<Caller, Optional<Refusal>> rule) {
        Optional<Refusal> refusal = rule.apply(Caller.of(request.request()));
        if (refusal.isEmpty()) {
            request.next();
            return;
        }
        if (refusal.get().status() == UNAUTHORIZED) {
            request.response().putHeader("WWW-Authenticate", "Bearer");
        }
        Answers.refuse(
                request,
                refusal.get().status(),
                request.normalizedPath() + " " + refusal.get().reason());
    }

    @Override
    public String toString() {
        return "Access[readToken=" + readToken.map(hidden -> "***") + ", adminToken=" + adminToken.map(hidden -> "***")
                + ", open=" + open + "]";
    }
}
