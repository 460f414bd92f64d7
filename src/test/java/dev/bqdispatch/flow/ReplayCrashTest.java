package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.CrashGate.Mode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A replay dies after each of its calls that write, once with the call's reply and once without, and is begun again: what
 * is left behind must be what an undisturbed one leaves. After a call that reads, nothing is otherwise than before it.
 */
class ReplayCrashTest {
    private static final String ERRORS = "gs://ops/errors/" + Scene.HOUR + "/";

    /** How a dispatch fails, what mends it, and the entry it leaves. */
    private enum Failing {
        OF_A_ROUTE(ERRORS + "load-1-job.json") {
            @Override
            void fail(Scene scene) {
                run(scene, "", """
                        {"Action": "delete", "Request": {"URL": "gs://data/in/ready.ok"}},
                        {"Action": "move", "Request": {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/"}},
                        {"Action": "copy", "Request": {"Dest": "shop.orders"}},
                        {"Action": "delete", "Request": {"URL": "gs://data/in/last.ok"}}
                        """);
            }

            @Override
            void mend(Scene scene) {
                scene.world().storage().createBucket("away");
            }
        },

        OF_A_TASK(ERRORS + "load-1/000_copy/dispatch-job.json") {
            @Override
            void fail(Scene scene) {
                run(scene, "", """
                        {"Action": "copy", "Request": {"Dest": "shop.orders"}},
                        {"Action": "delete", "Request": {"URL": "gs://data/in/ready.ok"}},
                        {"Action": "move", "Request": {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/"}}
                        """);
            }

            @Override
            void mend(Scene scene) {
                scene.world().storage().createBucket("away");
            }
        },

        AGAIN(ERRORS + "load-1-job.json") {
            @Override
            void fail(Scene scene) {
                OF_A_ROUTE.fail(scene);
            }

            @Override
            void mend(Scene scene) {}
        },

        OF_A_CHILD(ERRORS + "load-1/000_copy/dispatch-job.json") {
            @Override
            void fail(Scene scene) {
                run(scene, "load-1--000_copy--dispatch", """
                        {"Action": "copy", "Request": {"Dest": "shop.orders"}},
                        {"Action": "delete", "Request": {"URL": "gs://data/in/last.ok"}}
                        """);
            }

            @Override
            void mend(Scene scene) {}
        };

        private final String entry;

        Failing(String entry) {
            this.entry = entry;
        }

        abstract void fail(Scene scene);

        abstract void mend(Scene scene);

        private static void run(Scene scene, String failing, String actions) {
            scene.world().bigQuery().failJobs(FailedChildren.named(failing), new JobFailure("notFound", "no table"));
            scene.with(Scene.config("{\"When\": {\"Type\": \"LOAD\"}, \"OnSuccess\": [" + actions + "]}"))
                    .start();
            List.of("ready.ok", "last.ok", "orders.csv")
                    .forEach(name -> scene.world().storage().put("gs://data/in/" + name, ""));
            scene.publish(
                            SampleJob.load("load-1", "acme:d.t", "gs://data/in/orders.csv")
                                    .endedAt(Scene.NOW),
                            EventFormat.A)
                    .settle();
        }
    }

    @TestFactory
    Stream<DynamicTest> aReplayDiesAndIsBegunAgain() {
        return Stream.of(Failing.values()).flatMap(ReplayCrashTest::matrix);
    }

    private static Stream<DynamicTest> matrix(Failing failing) {
        CrashGate counting = CrashGate.open(ReplayCrashTest::writes);
        String undisturbed = replayed(failing, counting, false);
        long calls = counting.counted();
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.iterate(1L, k -> k <= calls, k -> k + 1)
                        .map(k -> DynamicTest.dynamicTest(
                                failing + " dies " + mode + " of write " + k + " of " + calls,
                                () -> assertThat(replayed(
                                                failing, CrashGate.stopAfter(k, mode, ReplayCrashTest::writes), true))
                                        .isEqualTo(undisturbed))));
    }

    private static String replayed(Failing failing, CrashGate gate, boolean again) {
        try (Scene scene = new Scene()) {
            failing.fail(scene);
            failing.mend(scene);
            String old = scene.world().storage().text(failing.entry);
            try (Gateway gateway = Gateway.to(scene.world()).behind(gate)) {
                Operator.replays(scene, gateway, failing.entry);
            }
            if (again) {
                assertThat(gate.tripped()).isDone();
                // The claim of the dead ends by itself.
                scene.clock().advance(Duration.ofMinutes(6));
                boolean stillOld = scene.world().storage().exists(failing.entry)
                        && scene.world().storage().text(failing.entry).equals(old);
                if (stillOld) {
                    Operator.replays(scene, failing.entry);
                }
            }
            scene.settle();
            return Traces.of(scene.world())
                    .toString()
                    .replaceAll("object gs://ops/journal/_bqdispatch/[^\\n]*(?:\\n(?!object )[^\\n]*)*", "");
        }
    }

    private static boolean writes(Call call) {
        return Stream.of("insert", "delete", "rewrite", "publish").anyMatch(call.method()::contains);
    }
}
