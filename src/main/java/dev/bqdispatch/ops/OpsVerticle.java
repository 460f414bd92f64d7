package dev.bqdispatch.ops;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics} to whoever asks. */
public final class OpsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(OpsVerticle.class);
    private static final String JSON = "application/json";
    /** What Prometheus's text format calls itself. */
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;

    private final String host;
    private final int port;
    private final Supplier<String> scrape;
    private final Bus bus;
    private final Readiness readiness = new Readiness(List.of("config", "ingest"));
    private volatile int actualPort;

    /**
     * To be deployed before the parts that say how they are.
     *
     * @param host address to listen at
     * @param port to listen at; 0 for any free one
     * @param scrape the metrics in Prometheus's text format
     */
    public OpsVerticle(String host, int port, Supplier<String> scrape, Bus bus) {
        this.host = host;
        this.port = port;
        this.scrape = scrape;
        this.bus = bus;
    }

    /** Fails with a sentence for the operator if the address can't be had. */
    @Override
    public Future<?> start() {
        return bus.listen(Addresses.HEALTH, readiness::heard)
                .compose(listening -> vertx.createHttpServer()
                        .requestHandler(router())
                        .listen(port, host)
                        .recover(error -> Future.failedFuture(new IllegalStateException(
                                "can't listen at " + host + ":" + port + ": " + error.getMessage(), error))))
                .onSuccess(server -> actualPort = server.actualPort());
    }

    /** The port it listens at, once deployed. */
    public int port() {
        return actualPort;
    }

    private Router router() {
        Router router = Router.router(vertx);
        serve(router, "/health/live", request -> answer(request, 200, JSON, "{\"status\":\"up\"}"));
        serve(router, "/health/ready", this::ready);
        serve(router, "/metrics", request -> answer(request, 200, PROMETHEUS, scrape.get()));
        router.errorHandler(
                NOT_FOUND,
                request -> error(
                        request, NOT_FOUND, "there is nothing here; expected /health/live, /health/ready or /metrics"));
        router.errorHandler(NOT_ALLOWED, request -> error(request, NOT_ALLOWED, "only GET and HEAD are answered here"));
        return router;
    }

    private static void serve(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    private void ready(RoutingContext request) {
        answer(
                request,
                readiness.ready() ? 200 : UNAVAILABLE,
                JSON,
                readiness.toJson().encode());
    }

    private static void error(RoutingContext request, int status, String message) {
        answer(request, status, JSON, new JsonObject().put("error", message).encode());
    }

    private static void answer(RoutingContext request, int status, String type, String body) {
        Buffer bytes = Buffer.buffer(body);
        HttpServerResponse response = request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(bytes.length()))
                .putHeader("Cache-Control", "no-store");
        // Vert.x would send the body for a HEAD as well.
        Future<Void> sent = request.request().method().equals(HttpMethod.HEAD) ? response.end() : response.end(bytes);
        sent.onFailure(gone -> LOG.debug("the one who asked is gone", gone));
    }
}
