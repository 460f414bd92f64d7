package dev.bqdispatch.ops;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Serves {@code /health/live}, {@code /health/ready} and {@code /metrics} to whoever asks, {@code /api} to who may. */
public final class OpsVerticle extends VerticleBase {
    /** What Prometheus's text format calls itself. */
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private static final String REPLAY = "/api/replay";
    private static final int MALFORMED = 400;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_LONG = 413;
    private static final int UNAVAILABLE = 503;

    private static final Pattern HALF_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final int LONGEST_LINE = 4_096;
    private static final int LONGEST_HEADERS = 8_192;
    private static final int LONGEST_BODY = 65_536;
    private static final int BACKLOG = 1_024;

    private final String host;
    private final int port;
    private final Supplier<String> scrape;
    private final Bus bus;
    private final Access access;
    private final Connections.Limits limits;
    private final Readiness readiness = new Readiness(List.of("config", "ingest"));
    private volatile int actualPort;

    @SuppressWarnings("NullAway.Init") // at start, which knows the Vertx
    private Connections connections;

    /**
     * To be deployed before the parts that say how they are.
     *
     * @param host address to listen at
     * @param port to listen at; 0 for any free one
     * @param scrape the metrics in Prometheus's text format
     */
    public OpsVerticle(String host, int port, Supplier<String> scrape, Bus bus) {
        this(host, port, scrape, bus, Access.NONE);
    }

    /**
     * As {@link #OpsVerticle(String, int, Supplier, Bus)}, with an API.
     *
     * @param access who may use it
     */
    public OpsVerticle(String host, int port, Supplier<String> scrape, Bus bus, Access access) {
        this(host, port, scrape, bus, access, Connections.Limits.USUAL);
    }

    OpsVerticle(String host, int port, Supplier<String> scrape, Bus bus, Access access, Connections.Limits limits) {
        this.host = host;
        this.port = port;
        this.scrape = scrape;
        this.bus = bus;
        this.access = access;
        this.limits = limits;
    }

    /** Fails with a sentence for the operator if the address can't be had. */
    @Override
    public Future<?> start() {
        return bus.listen(Addresses.HEALTH, readiness::heard)
                .compose(listening -> server().listen(port, host)
                        .recover(error -> Future.failedFuture(new IllegalStateException(
                                "can't listen at " + host + ":" + port + ": " + error.getMessage(), error))))
                .onSuccess(server -> actualPort = server.actualPort());
    }

    /** The port it listens at, once deployed. */
    public int port() {
        return actualPort;
    }

    /** How many connections are open, idle ones too. */
    int connections() {
        return connections.count();
    }

    /** What is not asked for is off: each protocol and coding is one more way to keep a server busy. */
    private HttpServer server() {
        connections = new Connections(vertx, limits);
        HttpServerOptions options = new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) limits.stay().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setAcceptBacklog(BACKLOG);
        return vertx.createHttpServer(options)
                .connectionHandler(connections::opened)
                .requestHandler(unlessMalformed(router()));
    }

    /** A router would log such a request as a fault of ours, with a stack trace for each. */
    private static Handler<HttpServerRequest> unlessMalformed(Router router) {
        return request -> {
            String path = request.path();
            if (path == null || HALF_ESCAPE.matcher(path).find()) {
                request.response().setStatusCode(MALFORMED).end();
            } else {
                router.handle(request);
            }
        };
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(connections::asked);
        serve(router, "/health/live", request -> Answers.send(request, 200, Answers.JSON, "{\"status\":\"up\"}"));
        serve(router, "/health/ready", this::ready);
        serve(router, "/metrics", this::metrics);
        ReplayApi replay = new ReplayApi(vertx, bus, connections);
        router.post(REPLAY).handler(access.toChange());
        router.post(REPLAY)
                .handler(BodyHandler.create(false).setBodyLimit(LONGEST_BODY))
                .handler(replay::handle);
        router.errorHandler(TOO_LONG, request -> Answers.refuse(request, TOO_LONG, "the body is longer than 64 KiB"));
        router.errorHandler(MALFORMED, request -> Answers.refuse(request, MALFORMED, "the request is malformed"));
        router.errorHandler(
                NOT_FOUND,
                request -> Answers.refuse(
                        request, NOT_FOUND, "there is nothing here; expected /health/live, /health/ready or /metrics"));
        router.errorHandler(NOT_ALLOWED, OpsVerticle::notAllowed);
        return router;
    }

    private static void notAllowed(RoutingContext request) {
        String methods = request.normalizedPath().startsWith("/api/") ? "POST is" : "GET and HEAD are";
        Answers.refuse(request, NOT_ALLOWED, "only " + methods + " answered here");
    }

    private static void serve(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    /**
     * Beside the event loop, for it takes milliseconds in which events would wait; and one after the other, so that whoever
     * asks too often keeps one thread busy and not all.
     */
    private void metrics(RoutingContext request) {
        vertx.executeBlocking(scrape::get, true)
                .onSuccess(text -> Answers.send(request, 200, PROMETHEUS, text))
                .onFailure(request::fail);
    }

    private void ready(RoutingContext request) {
        Answers.send(request, readiness.ready() ? 200 : UNAVAILABLE, readiness.toJson());
    }
}
