package dev.bqdispatch.bench;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.ingest.IngestSettings;
import dev.bqdispatch.ingest.IngestVerticle;
import dev.bqdispatch.ingest.LeaseTimes;
import dev.bqdispatch.ingest.MemoryShare;
import dev.bqdispatch.ingest.ReceivedMessage;
import dev.bqdispatch.ingest.Subscription;
import dev.bqdispatch.match.JobPlaces;
import dev.bqdispatch.match.MatchVerticle;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.Policy;
import dev.bqdispatch.rule.Reconciling;
import dev.bqdispatch.rule.Rules;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Events that nothing waits for, from memory: through the stages that such an event passes, or through a loop that only
 * pulls and acknowledges. A process of its own; each line that it prints is a {@link Watch}'s.
 */
final class MemoryLoad {
    private static final int IN_FLIGHT = 1_000;
    private static final int PULLS = 4;
    private static final int DIFFERENT = 500;

    /** One event loop, as the service has. */
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

    private final MemorySource source;

    private MemoryLoad(long events) {
        List<byte[]> data = IntStream.range(0, DIFFERENT)
                .mapToObj(i -> Messages.query("bquxjob_" + i, "acme:shop.orders_" + i, EventFormat.A, Messages.USUAL))
                .toList();
        source = new MemorySource(vertx, data, Clock.systemUTC().instant(), events);
    }

    /** Arguments: {@code stages} or {@code bare}, how many events, and how many routes. */
    public static void main(String[] args) throws InterruptedException {
        long events = Long.parseLong(args[1]);
        MemoryLoad load = new MemoryLoad(events);
        if (args[0].equals("stages")) {
            load.stages(Integer.parseInt(args[2]));
        } else {
            load.vertx.runOnContext(start -> IntStream.range(0, PULLS).forEach(any -> load.pull(load.source)));
        }
        Watch.until(events, load.source::acknowledged);
        System.exit(0);
    }

    private void pull(Subscription subscription) {
        subscription
                .pull(IN_FLIGHT / PULLS)
                .compose(some -> subscription.acknowledge(
                        some.stream().map(ReceivedMessage::ackId).toList()))
                .onSuccess(done -> pull(subscription));
    }

    private void stages(int routes) {
        Bus bus = new Bus(vertx, Duration.ofMinutes(1));
        Metrics metrics = new Metrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        MatchVerticle match = new MatchVerticle(bus, metrics, new JobPlaces("us-central1"), rules(routes));
        IngestVerticle ingest = new IngestVerticle(
                new IngestSettings(IN_FLIGHT, PULLS, LeaseTimes.USUAL, MemoryShare.ALL),
                source,
                bus,
                metrics,
                Clock.systemUTC(),
                () -> 0.5);
        vertx.deployVerticle(match).await();
        vertx.deployVerticle(ingest).await();
    }

    private static Rules rules(int routes) {
        Policy policy = new Policy("acme", Duration.ofHours(24), 20, 5, "us-central1", AllowCall.NONE);
        return Rules.of(
                "1",
                policy,
                Reconciling.usual("acme"),
                new RouteSet(RouteShape.DISTINCT, routes).routes(),
                Map.of(),
                Set.of(),
                Map.of());
    }
}
