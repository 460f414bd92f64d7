package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.CrashGate.Mode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * As {@link CrashMatrixTest}, with plans that make, ask for and drop tables: what a plan did to a table must not lead its
 * second run another way.
 */
class TablesCrashTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final SampleJob STAGED = SampleJob.load("load-1", "acme:stage.all", "gs://data/in/a.csv");
    private static final SampleJob SINGLE = SampleJob.load("load-2", "acme:stage.one", "gs://data/in/b.csv");
    private static final String ROUTES = """
            {"Name": "all", "When": {"Dest": "stage.all$"}, "OnSuccess": [
              {"Action": "insert", "Request": {"Dest": "shop.all", "SQL": "SELECT 1", "Template": "shop.template"}},
              {"Action": "load", "When": {"Exists": "shop.all"},
               "Request": {"SourceUris": "$LoadURIs", "Dest": "shop.loaded"}},
              {"Action": "export", "When": {"Exists": "shop.none"}, "Request": {"DestURL": "gs://data/out.csv"}},
              {"Action": "copy", "Request": {"Dest": "shop.copied"}},
              {"Action": "drop", "Request": {"Table": "shop.all"}},
              {"Action": "delete", "Request": {"URL": "gs://data/in/a*"}}]},
            {"Name": "one", "When": {"Dest": "stage.one$"}, "OnSuccess": [
              {"Action": "copy", "When": {"Exists": "$DestTable"}, "Request": {"Dest": "shop.one"}},
              {"Action": "drop", "Request": {"Table": "$DestTable"}}]}
            """;

    @TestFactory
    Stream<DynamicTest> oneServiceDiesAndAnotherTakesOver() {
        CrashGate gate = CrashGate.open(TablesCrashTest::isCounted);
        String undisturbed = traces(gate, false);
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.iterate(1L, k -> k <= gate.counted(), k -> k + 1)
                        .map(k -> DynamicTest.dynamicTest(
                                "dies " + mode + " of call " + k + " of " + gate.counted(),
                                () -> assertThat(traces(CrashGate.stopAfter(k, mode, TablesCrashTest::isCounted), true))
                                        .isEqualTo(undisturbed))));
    }

    private static boolean isCounted(Call call) {
        return !call.isBackground();
    }

    private static String traces(CrashGate gate, boolean dies) {
        try (Scene scene = scene()) {
            Replica first = scene.start(gate);
            scene.publish(STAGED, EventFormat.A).publish(SINGLE, EventFormat.B);
            if (dies) {
                await("the death")
                        .atMost(LONG_ENOUGH)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> gate.tripped().isDone() || scene.isSettled());
                first.kill();
                scene.start();
                scene.world().pubSub().expireLeases();
            }
            scene.settle();
            assertThat(scene.names("gs://ops/errors/")).isEmpty();
            return Traces.of(scene.world()) + "tables "
                    + scene.world().bigQuery().tables().names();
        }
    }

    private static Scene scene() {
        Scene scene = new Scene().with(Scene.config(ROUTES));
        scene.world().storage().put("gs://data/in/a.csv", "1,2");
        scene.world().storage().put("gs://data/in/a.ok", "");
        scene.world().storage().put("gs://data/in/b.csv", "stays");
        scene.world().bigQuery().tables().create("acme:shop.template", "{\"schema\": {\"fields\": []}}");
        scene.world().bigQuery().tables().write("acme:stage.one");
        return scene;
    }
}
