package dev.bqdispatch.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.message.HealthChanged;
import dev.bqdispatch.message.HealthChanged.State;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final HttpClient client = HttpClient.newHttpClient();
    private final OpsVerticle ops = new OpsVerticle("127.0.0.1", 0, this::scrape, bus);
    private final AtomicInteger scrapes = new AtomicInteger();
    private volatile CompletableFuture<Void> released = CompletableFuture.completedFuture(null);

    @BeforeEach
    void deploy() throws Exception {
        deploy(ops);
    }

    private void deploy(OpsVerticle verticle) throws Exception {
        vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String scrape() {
        scrapes.incrementAndGet();
        released.join();
        return "# TYPE x counter\nx_total 1.0\n";
    }

    private HttpResponse<String> send(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ops.port() + path))
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path);
    }

    private void say(String part, State state, String reason) {
        bus.announce(Addresses.HEALTH, new HealthChanged(part, state, reason));
    }

    private void awaitReady(int status, String word) {
        await().untilAsserted(() -> {
            HttpResponse<String> answer = get("/health/ready");
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo(word);
        });
    }

    @Test
    void livesFromTheStart() {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void isReadyOnlyWhenEveryPartHasSaidSo() {
        awaitReady(503, "down");
        say("config", State.UP, "");
        await().untilAsserted(() -> assertThat(get("/health/ready").body())
                .isEqualTo("{\"status\":\"down\",\"parts\":{\"config\":{\"status\":\"up\",\"reason\":\"\"},"
                        + "\"ingest\":{\"status\":\"down\",\"reason\":\"has not started yet\"}}}"));
        awaitReady(503, "down");

        say("ingest", State.UP, "");
        awaitReady(200, "up");
    }

    @Test
    void isReadyThoughDegradedAndSaysWhy() {
        say("ingest", State.UP, "");
        say("config", State.DEGRADED, "version 7 was refused");

        awaitReady(200, "degraded");
        assertThat(get("/health/ready").body()).contains("version 7 was refused");
    }

    @Test
    void isNotReadyWhileAnyPartIsDownButLives() {
        say("config", State.DEGRADED, "x");
        say("ingest", State.UP, "");
        awaitReady(200, "degraded");
        say("ingest", State.DOWN, "no pull succeeded");

        awaitReady(503, "down");
        assertThat(get("/health/ready").body()).contains("no pull succeeded");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    /** Else whoever asks often would hold up the events, or take every thread. */
    @Test
    void metricsAreMadeBesideTheEventLoopOneAfterTheOther() {
        released = new CompletableFuture<>();
        var first = CompletableFuture.supplyAsync(() -> get("/metrics"));
        await().until(() -> scrapes.get() == 1);
        var second = CompletableFuture.supplyAsync(() -> get("/metrics"));
        await().until(() -> ops.connections() == 2);

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(scrapes).hasValue(1);
        released.complete(null);
        assertThat(first.join().statusCode()).isEqualTo(200);
        assertThat(second.join().statusCode()).isEqualTo(200);
    }

    @Test
    void metricsAreInThePrometheusFormat() {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.body()).contains("x_total 1.0");
        assertThat(answer.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void headIsAnsweredWithoutABody() {
        HttpResponse<String> answer = send("HEAD", "/metrics");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void elsewhereIsNothingAndNothingIsTaken() {
        assertThat(get("/admin").statusCode()).isEqualTo(404);
        assertThat(get("/admin").body()).contains("nothing here; expected /health/live, /health/ready or /metrics");
        assertThat(send("POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(send("DELETE", "/health/live").body()).contains("only GET and HEAD");
        assertThat(send("GET", "/api/replay").body()).contains("only POST is answered here");
    }

    @Test
    void aTakenPortIsSaid() {
        OpsVerticle second = new OpsVerticle("127.0.0.1", ops.port(), () -> "", bus);

        assertThatThrownBy(() -> deploy(second)).hasMessageContaining("can't listen at 127.0.0.1:" + ops.port());
    }
}
