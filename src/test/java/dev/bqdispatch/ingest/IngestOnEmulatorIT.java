package dev.bqdispatch.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.PubSubEmulator;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.gcp.PubSubSubscription;
import dev.bqdispatch.gcp.PubSubTransport;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ingest as a whole over gRPC, against Google's emulator. */
@Tag("integration")
class IngestOnEmulatorIT {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String SUBSCRIPTION = "projects/acme/subscriptions/jobs";
    private static final int EVENTS = 3_000;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofMinutes(1));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() throws Exception {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private double unmatched() {
        return registry.find(Metric.EVENTS.fullName()).tag("outcome", "unmatched").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void everyEventIsTakenOnceAndNoneIsLeft() throws Exception {
        Optional<PubSubEmulator> started = PubSubEmulator.start();
        assumeTrue(started.isPresent(), PubSubEmulator.ABSENT);
        new Stages(bus).matchNothing();
        try (PubSubEmulator emulator = started.get()) {
            emulator.createTopic(TOPIC);
            emulator.createSubscription(SUBSCRIPTION, TOPIC);
            for (int start = 0; start < EVENTS; start += 500) {
                emulator.publish(
                        TOPIC,
                        IntStream.range(start, start + 500)
                                .mapToObj(i -> Samples.text("job" + i))
                                .toList());
            }
            ingestThemAll(emulator);
            assertThat(nextOf(emulator)).containsExactly("last");
        }
    }

    private void ingestThemAll(PubSubEmulator emulator) throws Exception {
        PubSubSubscription subscription = PubSubSubscription.open(
                        vertx, SUBSCRIPTION, Optional.of(emulator.host()), PubSubTransport.GRPC, CallMeter.none())
                .await();
        IngestVerticle ingest = new IngestVerticle(
                new IngestSettings(200, 4, LeaseTimes.USUAL),
                subscription,
                bus,
                new Metrics(registry),
                Clock.systemUTC(),
                () -> 0.0);
        get(vertx.deployVerticle(ingest));
        await().atMost(Duration.ofSeconds(60)).until(() -> unmatched() == EVENTS);
        get(ingest.drain(Duration.ofSeconds(10)));
        subscription.close();
    }

    /** Whatever is left would come before what is published only now. */
    private List<String> nextOf(PubSubEmulator emulator) throws Exception {
        emulator.publish(TOPIC, List.of("last"));
        try (PubSubSubscription subscription = PubSubSubscription.open(
                        vertx, SUBSCRIPTION, Optional.of(emulator.host()), PubSubTransport.GRPC, CallMeter.none())
                .await()) {
            return get(subscription.pull(10)).stream()
                    .map(message -> new String(message.data(), UTF_8))
                    .toList();
        }
    }
}
