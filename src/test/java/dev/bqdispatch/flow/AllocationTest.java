package dev.bqdispatch.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.ingest.IngestSettings;
import dev.bqdispatch.ingest.IngestVerticle;
import dev.bqdispatch.ingest.LeaseTimes;
import dev.bqdispatch.ingest.MemoryShare;
import dev.bqdispatch.match.JobPlaces;
import dev.bqdispatch.match.MatchVerticle;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.AllowCall;
import dev.bqdispatch.rule.Policy;
import dev.bqdispatch.rule.Reconciling;
import dev.bqdispatch.rule.Rules;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an event that nothing waits for costs in memory, from its pull to its acknowledgement. */
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int EVENTS = 10_000;

    /** Some 13,600 on JDK 17 and 14,500 on 25, of which the decoder takes 11,000. */
    private static final long MOST_BYTES = 17_000;

    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anEventThatNothingWaitsForTakesLittle() throws Exception {
        Endless source = new Endless(vertx, message());
        deploy(source);
        source.release(WARM_UP);

        long before = allocated();
        source.release(EVENTS);
        long each = (allocated() - before) / EVENTS;

        assertThat(each).isBetween(1_000L, MOST_BYTES);
    }

    /** Of 3 KB, of a job whose ID does not say that it has a task. */
    private static byte[] message() throws IOException {
        try (InputStream fixture =
                Objects.requireNonNull(AllocationTest.class.getResourceAsStream("/events/query.a.json"))) {
            String text = new String(fixture.readAllBytes(), UTF_8);
            return text.replace("--dispatch", "--no_task").getBytes(UTF_8);
        }
    }

    private void deploy(Endless source) throws Exception {
        Bus bus = new Bus(vertx, Duration.ofMinutes(1));
        Metrics metrics = new Metrics(new SimpleMeterRegistry());
        Policy policy = new Policy("acme", Duration.ofHours(24), 20, 5, "us-central1", AllowCall.NONE);
        Rules rules = Rules.of("1", policy, Reconciling.usual("acme"), List.of(), Map.of(), Set.of(), Map.of());
        IngestSettings settings = new IngestSettings(1_000, 4, LeaseTimes.USUAL, MemoryShare.ALL);
        vertx.deployVerticle(new MatchVerticle(bus, metrics, new JobPlaces("us-central1"), rules))
                .compose(up -> vertx.deployVerticle(
                        new IngestVerticle(settings, source, bus, metrics, Clock.systemUTC(), () -> 0.0)))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    /** By all event loops; what is pulled and acknowledged is among it. */
    private static long allocated() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-eventloop"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }
}
