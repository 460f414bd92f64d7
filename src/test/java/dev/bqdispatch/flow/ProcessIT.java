package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged jar, started, asked, told to end and killed as by an operator. */
class ProcessIT {
    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:staging.orders_20260301", "gs://data/in/orders.csv");

    private final Scene scene = new Scene().with(Scene.config(Routes.CHAIN));

    @AfterEach
    void close() {
        scene.close();
    }

    /** A sample of the crash-point matrix, after calls of every kind. */
    @ParameterizedTest(name = "killed {1} of call {0}")
    @CsvSource({
        "3, AFTER_REPLY",
        "4, BEFORE_REPLY",
        "5, AFTER_REPLY",
        "10, BEFORE_REPLY",
        "13, AFTER_REPLY",
        "30, BEFORE_REPLY"
    })
    void aKilledProcessLeavesNothingHalfDone(long k, CrashGate.Mode mode) throws InterruptedException {
        String undisturbed = undisturbed();
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.clock().advance(Duration.between(scene.clock().instant(), Scene.NOW));
        CrashGate gate = CrashGate.stopAfter(k, mode, call -> !call.isBackground());
        try (Gateway dying = Gateway.to(scene.world()).behind(gate);
                PackagedService first = PackagedService.start(env(dying, Scene.config(Routes.CHAIN)), "serve")) {
            scene.publish(LOADED, EventFormat.A);
            await().atMost(Duration.ofSeconds(60)).until(() -> gate.tripped().isDone());
            first.kill();
        }
        scene.world().pubSub().expireLeases();
        try (Gateway gateway = Gateway.to(scene.world());
                PackagedService second = PackagedService.start(env(gateway, Scene.config(Routes.CHAIN)), "serve")) {
            scene.settle();
            assertThat(Traces.of(scene.world())).hasToString(undisturbed);
            assertThat(second.terminate()).isZero();
        }
    }

    @Test
    void sigtermEndsWithZeroAndGivesBackWhatIsNotDone() throws InterruptedException {
        try (Gateway gateway = Gateway.to(scene.world());
                PackagedService service = PackagedService.start(env(gateway, Scene.config(Routes.CHAIN)), "serve")) {
            service.port();
            gateway.latency(Duration.ofMillis(400));
            for (int i = 0; i < 50; i++) {
                scene.publish(
                        SampleJob.load("load-" + i, "acme:staging.orders_20260301", "gs://data/x"), EventFormat.A);
            }
            await().until(() -> gateway.calls().countOf("jobs.insert") > 0);
            assertThat(service.terminate()).isZero();
            assertThat(scene.world().pubSub().leased(Scene.SUBSCRIPTION)).isZero();
            assertThat(service.output().get(service.output().size() - 1))
                    .as("%s", String.join("\n", service.output()))
                    .contains("Running")
                    .contains("ended");
        }
    }

    @Test
    void sigtermWithHundredsInFlightAndSlowServersGivesThemBackAndEndsWithZero() throws InterruptedException {
        String config = Scene.config(Routes.CHAIN).replace("\"DrainTimeoutMs\": 0", "\"DrainTimeoutMs\": 5000");
        try (Gateway gateway = Gateway.to(scene.world());
                PackagedService service = PackagedService.start(env(gateway, config), "serve")) {
            service.port();
            for (int i = 0; i < 400; i++) {
                scene.publish(
                        SampleJob.load("load-" + i, "acme:staging.orders_20260301", "gs://data/x"), EventFormat.A);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> gateway.calls().countOf("jobs.insert") > 0);
            gateway.latency(Duration.ofSeconds(1));
            assertThat(service.terminate()).isZero();
            int unsettled = scene.world().pubSub().unacked(Scene.SUBSCRIPTION).size();
            assertThat(unsettled).isGreaterThan(100);
            assertThat(scene.world().pubSub().leased(Scene.SUBSCRIPTION)).isZero();
        }
    }

    @Test
    void logsAreJsonWithTheIdsOfEventJobAndChain() throws InterruptedException {
        Map<String, String> json = new HashMap<>();
        json.put("LOG_FORMAT", "json");
        try (Gateway gateway = Gateway.to(scene.world())) {
            json.putAll(env(gateway, Scene.config(Routes.CHAIN)));
            try (PackagedService service = PackagedService.start(json, "serve")) {
                scene.publish(LOADED, EventFormat.A).settle();
                service.terminate();
                JsonNode dispatched = service.output().stream()
                        // A newer JVM says so, in its own words, when a library uses Unsafe.
                        .filter(line -> !line.startsWith("WARNING: "))
                        .map(Scene::read)
                        .filter(line -> line.path("message").asText().equals("dispatched"))
                        .filter(line -> line.path("job").asText().contains("_copy"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(service.output()));
                assertThat(dispatched.path("job").asText()).isEqualTo("acme:US.load-1--000_copy--dispatch");
                assertThat(dispatched.path("chain").asText()).isEqualTo("load-1");
                assertThat(dispatched.path("event").asText()).isNotEmpty();
                assertThat(dispatched.path("written").asText())
                        .startsWith("gs://ops/journal/")
                        .endsWith("/load-1/000_copy/dispatch-job.json");
                assertThat(dispatched.path("severity").asText()).isEqualTo("INFO");
            }
        }
    }

    @Test
    void everyFaultOfAConfigurationIsOneLineAndTheExitCodeIsTwo() throws InterruptedException {
        String bad = "{\"ProjectID\": \"acme\", \"Subscription\": \"bqdispatch\", \"JournalURL\": \"gs://ops/j\","
                + " \"Routes\": [{\"When\": {\"Dest\": \"(\"}, \"OnSuccess\": [{\"Action\": \"kopy\"}]}]}";
        try (Gateway gateway = Gateway.to(scene.world());
                PackagedService service = PackagedService.start(env(gateway, bad), "serve")) {
            assertThat(service.exitCode()).isEqualTo(2);
            assertThat(service.output())
                    .filteredOn(line -> line.startsWith("error: "))
                    .anyMatch(line -> line.contains("$.ErrorURL"))
                    .anyMatch(line -> line.contains("$.DeferTaskURL"))
                    .anyMatch(line -> line.contains("$.Routes[0].When.Dest"))
                    .anyMatch(line -> line.contains("$.Routes[0].OnSuccess[0].Action"));
            assertThat(service.output()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void anOperatorReplaysByTheSameJar() throws InterruptedException {
        String failing = Scene.config("{\"When\": {\"Type\": \"LOAD\"}, \"OnSuccess\": [{\"Action\": \"move\","
                + " \"Request\": {\"SourceURL\": \"gs://data/in/orders.csv\", \"DestURL\": \"gs://away/\"}}]}");
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.with(failing).start();
        scene.publish(LOADED.endedAt(Scene.NOW), EventFormat.A).settle();
        scene.world().storage().createBucket("away");
        String entry = "gs://ops/errors/" + Scene.HOUR + "/load-1-job.json";
        try (Gateway gateway = Gateway.to(scene.world());
                PackagedService replay = PackagedService.start(env(gateway, failing), "replay", entry)) {
            assertThat(replay.exitCode()).as("%s", replay.output()).isZero();
            assertThat(replay.output()).contains("replayed  " + entry + ": ok");
        }
        assertThat(scene.names("gs://away/")).containsExactly("orders.csv");
    }

    private static String undisturbed() {
        try (Scene calm = new Scene().with(Scene.config(Routes.CHAIN))) {
            calm.world().storage().put("gs://data/in/orders.csv", "1,2");
            calm.start();
            calm.publish(LOADED, EventFormat.A).settle();
            return Traces.of(calm.world()).toString();
        }
    }

    private static Map<String, String> env(Gateway gateway, String config) {
        Map<String, String> env = Replica.env(gateway);
        env.put("CONFIG", config);
        return env;
    }
}
