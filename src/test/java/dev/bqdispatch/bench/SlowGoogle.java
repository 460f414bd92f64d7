package dev.bqdispatch.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Cloud Storage and BigQuery as seen by plans that run for the first time: there is no object yet, and whatever is
 * written or submitted is accepted, each after a set time. It keeps nothing, so that it is not what a load waits for.
 */
final class SlowGoogle implements AutoCloseable {
    private static final String NOT_FOUND =
            "{\"error\": {\"code\": 404, \"message\": \"No such object\", \"errors\": [{\"reason\": \"notFound\"}]}}";
    private static final String WRITTEN =
            "{\"generation\": \"1\", \"timeCreated\": \"2026-03-01T12:00:00.000Z\", \"status\": {\"state\": \"RUNNING\"}}";

    private final Vertx vertx = Vertx.vertx();
    private final Duration latency;
    private final HttpServer server;
    private final LongAdder calls = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    SlowGoogle(Duration latency) {
        this.latency = latency;
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** How many calls were answered so far. */
    long calls() {
        return calls.sum();
    }

    /** How long a call took on average, from its arrival to the end of its answer. */
    Duration meanLatency() {
        return Duration.ofNanos(nanos.sum() / Math.max(1, calls.sum()));
    }

    private void answer(HttpServerRequest request) {
        long came = System.nanoTime();
        request.body().onSuccess(body -> {
            long left = latency.toNanos() - (System.nanoTime() - came);
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)), due -> end(request, came));
        });
    }

    private void end(HttpServerRequest request, long came) {
        boolean reads = request.method().equals(HttpMethod.GET);
        calls.increment();
        nanos.add(System.nanoTime() - came);
        request.response()
                .setStatusCode(reads ? 404 : 200)
                .putHeader("Content-Type", "application/json")
                .end(reads ? NOT_FOUND : WRITTEN);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
