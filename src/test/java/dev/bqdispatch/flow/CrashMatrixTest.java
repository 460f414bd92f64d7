package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.CrashGate.Mode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The service dies after each of its Google calls, once with the call's reply and once without, and another takes over:
 * what is left behind must be what an undisturbed run leaves.
 *
 * <p>The sample: a route with a chain of three jobs and a last inline action, and a deferred task of a failed job.
 */
class CrashMatrixTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:staging.orders_20260301", "gs://data/in/orders.csv");
    private static final SampleJob FAILED = SampleJob.load("load-2--dispatch", "acme:d.t", "gs://data/in/bad.csv")
            .failed("invalid", "no number: x");
    private static final String TASK = """
            {"OnFailure": [
              {"Action": "query", "Async": true, "Request": {"SQL": "SELECT '$Error'", "Dest": "d.errors_$Date"},
               "OnSuccess": [{"Action": "export", "Request": {"DestURL": "gs://data/errors/$DestTable.json"}}]},
              {"Action": "move", "Request": {"SourceURL": "gs://data/in/bad.csv", "DestURL": "gs://data/bad/"}},
              {"Action": "delete", "Request": {"URLs": ["gs://data/in/bad.ok"]}}]}
            """;

    /** How the events come, and who waits for them. */
    private record Variant(String name, int replicas, List<EventFormat> formats) {
        @Override
        public String toString() {
            return name;
        }
    }

    @TestFactory
    Stream<DynamicTest> oneServiceDiesAndAnotherTakesOver() {
        return matrix(new Variant("one service", 1, List.of(EventFormat.A)));
    }

    @TestFactory
    Stream<DynamicTest> oneOfTwoServicesDies() {
        return matrix(new Variant("two services", 2, List.of(EventFormat.A)));
    }

    @TestFactory
    Stream<DynamicTest> everyEventComesAsAAndAsBAndAgain() {
        return matrix(new Variant("A, B and again", 1, List.of(EventFormat.A, EventFormat.B, EventFormat.A)));
    }

    private static Stream<DynamicTest> matrix(Variant variant) {
        Undisturbed undisturbed = undisturbed(variant);
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.iterate(1L, k -> k <= undisturbed.calls(), k -> k + 1)
                        .map(k -> DynamicTest.dynamicTest(
                                variant + " dies " + mode + " of call " + k + " of " + undisturbed.calls(),
                                () -> assertThat(disturbed(variant, k, mode))
                                        .hasToString(undisturbed.traces().toString()))));
    }

    private record Undisturbed(long calls, Traces traces) {}

    private static Undisturbed undisturbed(Variant variant) {
        CrashGate gate = CrashGate.open(CrashMatrixTest::isCounted);
        try (Scene scene = scene(variant)) {
            scene.start(gate);
            publish(scene, variant);
            scene.settle();
            return new Undisturbed(gate.counted(), Traces.of(scene.world()));
        }
    }

    private static Traces disturbed(Variant variant, long k, Mode mode) {
        CrashGate gate = CrashGate.stopAfter(k, mode, CrashMatrixTest::isCounted);
        try (Scene scene = scene(variant)) {
            List<Replica> replicas = Stream.generate(() -> scene.start(gate))
                    .limit(variant.replicas())
                    .toList();
            publish(scene, variant);
            // How acknowledgements are batched is not the same in every run: the last few calls may not be needed.
            await("the death")
                    .atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> gate.tripped().isDone() || scene.isSettled());
            if (variant.replicas() == 1) {
                replicas.get(0).kill();
                scene.start();
            }
            scene.world().pubSub().expireLeases();
            scene.settle();
            return Traces.of(scene.world());
        }
    }

    private static boolean isCounted(Call call) {
        return !call.isBackground();
    }

    private static Scene scene(Variant variant) {
        Scene scene = new Scene(variant.formats().toArray(EventFormat[]::new)).with(Scene.config(Routes.CHAIN));
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.world().storage().put("gs://data/in/bad.csv", "x");
        scene.world().storage().put("gs://data/in/bad.ok", "");
        scene.world().storage().put("gs://ops/tasks/load-2/dispatch.json", TASK);
        return scene;
    }

    private static void publish(Scene scene, Variant variant) {
        scene.publish(LOADED, variant.formats().toArray(EventFormat[]::new))
                .publish(FAILED, variant.formats().toArray(EventFormat[]::new));
    }
}
