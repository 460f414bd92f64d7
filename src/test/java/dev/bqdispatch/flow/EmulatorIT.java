package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.PubSubEmulator;
import dev.bqdispatch.fake.SampleJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The packaged jar against Google's own Pub/Sub emulator over gRPC. */
class EmulatorIT {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String SUBSCRIPTION = "projects/acme/subscriptions/bqdispatch";
    private static final String CONFIG = Scene.config(Routes.CHAIN);

    private static Optional<PubSubEmulator> emulator = Optional.empty();

    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);

    @BeforeAll
    static void startEmulator() throws IOException, InterruptedException {
        emulator = PubSubEmulator.start();
        Assumptions.assumeTrue(emulator.isPresent(), PubSubEmulator.ABSENT);
        emulator.orElseThrow().createTopic(TOPIC);
        emulator.orElseThrow().createSubscription(SUBSCRIPTION, TOPIC);
    }

    @AfterAll
    static void stopEmulator() {
        emulator.ifPresent(PubSubEmulator::close);
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @Test
    void chainsRunToTheirEndsAmongOtherEvents() throws Exception {
        world.storage().createBucket("ops");
        world.storage().createBucket("data");
        world.bigQuery()
                .onCompletion(job -> publish(List.of(
                        EventFormat.A.of(job).toString(), EventFormat.B.of(job).toString())));
        try (PackagedService service = PackagedService.start(env(), "serve")) {
            int port = service.port();
            publish(events());
            await("five chains of three jobs")
                    .atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(world.storage().list("gs://ops/journal/"))
                            .filteredOn(name -> name.endsWith("-job.json"))
                            .hasSize(20));
            await("all messages settled")
                    .atMost(LONG_ENOUGH)
                    .untilAsserted(() -> assertThat(metrics(port)).contains("bqdispatch_in_flight 0.0"));
            assertThat(world.storage().list("gs://ops/tasks/")).isEmpty();
            assertThat(world.storage().list("gs://ops/errors/")).hasSize(1);
            assertThat(world.storage().list("gs://data/out/")).hasSize(5);
            assertThat(world.bigQuery().jobs()).hasSize(20);
            assertThat(metrics(port)).contains("bqdispatch_events_total{outcome=\"unmatched\"} 200.0");
            assertThat(service.terminate()).isZero();
        }
    }

    /** Five roots, each told three times, two hundred jobs that nothing waits for, and garbage. */
    private List<String> events() {
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            SampleJob root =
                    SampleJob.load("load-" + i, "acme:staging.orders_2026030" + i, "gs://data/in/" + i + ".csv");
            JsonNode rest = root.toRest();
            world.bigQuery().add(rest);
            world.storage().put("gs://data/in/" + i + ".csv", "1,2");
            events.add(root.event(EventFormat.A).toString());
            events.add(root.event(EventFormat.B).toString());
            events.add(root.event(EventFormat.A).toString());
        }
        for (int i = 0; i < 200; i++) {
            events.add(SampleJob.query("q-" + i, "SELECT " + i, "acme:d.t")
                    .event(EventFormat.A)
                    .toString());
        }
        events.add("garbage");
        return events;
    }

    private static void publish(List<String> events) {
        emulator.orElseThrow().publish(TOPIC, events);
    }

    private static String metrics(int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private Map<String, String> env() {
        Map<String, String> env = Replica.env(gateway);
        env.remove("PUBSUB_TRANSPORT");
        env.put("PUBSUB_EMULATOR_HOST", emulator.orElseThrow().host());
        env.put("CONFIG", CONFIG);
        return env;
    }
}
