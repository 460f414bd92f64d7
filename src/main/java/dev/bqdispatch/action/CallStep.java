package dev.bqdispatch.action;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.rule.Request;
import dev.bqdispatch.rule.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Calls a URL that the configuration allows. */
final class CallStep implements Step {
    private final Web web;
    private final IdentityTokens identities;
    private final Statements statements;
    private final Orders orders;

    CallStep(Web web, IdentityTokens identities, Statements statements, Orders orders) {
        this.web = web;
        this.identities = identities;
        this.statements = statements;
        this.orders = orders;
    }

    @Override
    public StepOutcome run(Turn turn) {
        if (turn.isDone("")) {
            return StepOutcome.inline(1, List.of());
        }
        Request.Call request = orders.read(turn, statements.load(turn.action(), turn.filling()), Request.Call.class);
        Map<String, String> headers = headers(request, turn);
        Hidden hidden = new Hidden(secrets(headers), orders.hiding(turn.action()));
        turn.claimFor(request.timeout());
        try {
            web.call(new Web.Ask(
                    request.url(), request.method(), headers, request.body().text(), request.timeout(), hidden));
        } catch (CallFailed e) {
            throw new CallFailed(hidden.in(e.failure()));
        }
        turn.did("");
        return StepOutcome.inline(1, List.of());
    }

    private Map<String, String> headers(Request.Call request, Turn turn) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.putIfAbsent("Idempotency-Key", turn.key().text());
        headers.putIfAbsent("User-Agent", "bqdispatch");
        if (!request.body().isEmpty()) {
            headers.putIfAbsent(
                    "Content-Type", request.body().json() ? "application/json" : "text/plain; charset=utf-8");
        }
        String audience = request.audience();
        if (audience != null) {
            headers.put("Authorization", "Bearer " + identities.of(audience));
        }
        return headers;
    }

    private static List<String> secrets(Map<String, String> headers) {
        List<String> secrets = new ArrayList<>();
        headers.forEach((name, value) -> {
            if (Secrets.isSecretHeader(name)) {
                secrets.add(value);
                // Of "Bearer x" a server quotes x alone.
                secrets.addAll(List.of(value.split("[\\s;,]+", -1)));
            }
        });
        return secrets;
    }
}
