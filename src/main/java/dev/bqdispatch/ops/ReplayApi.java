package dev.bqdispatch.ops;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.FindEntries;
import dev.bqdispatch.message.FoundEntries;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.message.ReplayEntry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;

/**
 * {@code POST /api/replay}, one request at a time. The answer begins at once and takes as long as the replays do; a blank
 * now and then shows everybody on the way that it is still to come, and means nothing in JSON.
 */
final class ReplayApi {
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int UNSUPPORTED = 415;
    private static final int UNAVAILABLE = 503;
    private static final long SIGN_OF_LIFE_MS = 10_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Connections connections;
    private boolean busy;

    ReplayApi(Vertx vertx, Bus bus, Connections connections) {
        this.vertx = vertx;
        this.bus = bus;
        this.connections = connections;
    }

    void handle(RoutingContext request) {
        String type =
                String.valueOf(request.request().getHeader("Content-Type")).toLowerCase(Locale.ROOT);
        if (!type.equals(Answers.JSON) && !type.startsWith(Answers.JSON + ";")) {
            // Nor can a page of somebody else's send that without being asked for leave first.
            Answers.refuse(request, UNSUPPORTED, "expected Content-Type: application/json");
            return;
        }
        ReplayOrder order;
        try {
            order = ReplayOrder.read(String.valueOf(request.body().asString()));
        } catch (IllegalArgumentException e) {
            Answers.refuse(request, BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        if (busy) {
            Answers.refuse(request, CONFLICT, "another request to replay is being carried out; try again later");
            return;
        }
        busy = true;
        connections.waitFor(request);
        carryOut(request, order);
    }

    private void carryOut(RoutingContext request, ReplayOrder order) {
        HttpServerResponse response = request.response()
                .setChunked(true)
                .putHeader("Content-Type", Answers.JSON)
                .putHeader("Cache-Control", "no-store");
        long timer = vertx.setPeriodic(SIGN_OF_LIFE_MS, rung -> response.write(" "));
        Results results = new Results(order);
        replay(order, results).onComplete(done -> {
            busy = false;
            vertx.cancelTimer(timer);
            JsonObject told = results.toJson();
            if (done.failed()) {
                told.put("error", reason(done.cause()));
                if (!response.headWritten()) {
                    response.setStatusCode(UNAVAILABLE);
                }
            }
            response.end(told.encode());
        });
    }

    private static String reason(Throwable error) {
        return Bus.isUnserved(error)
                ? "nobody replays here: the service is in a dry run, or about to start or to end"
                : String.valueOf(error.getMessage());
    }

    private Future<Void> replay(ReplayOrder order, Results results) {
        if (order.entry().isPresent()) {
            return next(List.of(order.entry().get()), 0, order, results);
        }
        return bus.ask(Addresses.FAILED, new FindEntries(order.since().orElseThrow()))
                .compose(found -> found instanceof FoundEntries.Some some
                        ? next(some.urls(), 0, order, results)
                        : Future.failedFuture(new IllegalStateException(((FoundEntries.None) found).reason())));
    }

    private Future<Void> next(List<String> urls, int index, ReplayOrder order, Results results) {
        if (index == urls.size() || results.count() == order.limit()) {
            return Future.succeededFuture();
        }
        String url = urls.get(index);
        return bus.ask(Addresses.REPLAY, new ReplayEntry(url, order.route(), order.dryRun()))
                .compose(answer -> {
                    results.add(url, answer);
                    return next(urls, index + 1, order, results);
                });
    }

    /** What became of the entries, in the order in which it did. */
    private static final class Results {
        private final JsonArray all = new JsonArray();
        private final ReplayOrder order;

        Results(ReplayOrder order) {
            this.order = order;
        }

        void add(String url, ReplayAnswer answer) {
            if (!(answer instanceof ReplayAnswer.PassedOver)) {
                all.add(new JsonObject()
                        .put("entry", url)
                        .put("status", word(answer))
                        .put("told", answer.told()));
            }
        }

        int count() {
            return all.size();
        }

        JsonObject toJson() {
            return new JsonObject().put("dryRun", order.dryRun()).put("results", all);
        }

        private static String word(ReplayAnswer answer) {
            if (answer instanceof ReplayAnswer.Replayed) {
                return "replayed";
            }
            if (answer instanceof ReplayAnswer.Would) {
                return "would";
            }
            if (answer instanceof ReplayAnswer.FailedAgain) {
                return "failed";
            }
            boolean left = answer instanceof ReplayAnswer.Later || answer instanceof ReplayAnswer.Busy;
            return left ? "left" : "skipped";
        }
    }
}
