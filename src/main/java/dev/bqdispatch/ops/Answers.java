package dev.bqdispatch.ops;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How requests are answered. */
final class Answers {
    static final String JSON = "application/json";

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    static void send(RoutingContext request, int status, String type, String body) {
        Buffer bytes = Buffer.buffer(body);
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(bytes.length()))
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Content-Type-Options", "nosniff");
        // Vert.x would send the body for a HEAD as well.
        Future<Void> sent = request.request().method().equals(HttpMethod.HEAD) ? response.end() : response.end(bytes);
        sent.onFailure(gone -> LOG.debug("the one who asked is gone", gone));
    }

    static void send(RoutingContext request, int status, JsonObject body) {
        send(request, status, JSON, body.encode());
    }

    /** @param message a sentence for whoever asked */
    static void refuse(RoutingContext request, int status, String message) {
        send(request, status, new JsonObject().put("error", message));
    }
}
