package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** Ingest on a real bus, with a subscription in memory and the other stages doing as they are told. */
abstract class IngestScenario {
    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    final Stages stages = new Stages(bus);
    final HandedOut subscription = new HandedOut(vertx);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    IngestVerticle started(int maxInFlight, int pulls) throws Exception {
        return started(new IngestSettings(maxInFlight, pulls, LeaseTimes.USUAL));
    }

    IngestVerticle started(IngestSettings settings) throws Exception {
        IngestVerticle ingest =
                new IngestVerticle(settings, subscription, bus, new Metrics(registry), Clock.systemUTC(), () -> 0.0);
        get(vertx.deployVerticle(ingest));
        return ingest;
    }

    double counted(Metric metric, String label, String value) {
        return registry.find(metric.fullName()).tag(label, value).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    double gauge(Metric metric) {
        return registry.get(metric.fullName()).gauge().value();
    }
}
