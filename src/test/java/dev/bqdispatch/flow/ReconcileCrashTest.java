package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A replica dies in a pass, after any call that changed something, and another one makes the next. */
class ReconcileCrashTest {
    private static final String COPY = "{\"When\": {\"Dest\": \":d.t$\"},"
            + " \"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]}";
    private static final String DELETE =
            "{\"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}]}";
    private static final Set<String> CHANGES =
            Set.of("objects.insert", "objects.rewrite", "objects.delete", "jobs.insert");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @Test
    void whatWasMissedIsDispatchedOnceWhereverAReplicaDies() {
        long call = 1;
        while (diesAt(call)) {
            call++;
        }
        assertThat(call).as("calls of a pass that change something").isGreaterThan(10);
    }

    /** @return false if there is no such call in a pass */
    private static boolean diesAt(long call) {
        try (PassScene passes = new PassScene(COPY, ", \"OrphanAfterHours\": 1")) {
            Scene scene = passes.scene();
            scene.world().storage().put("gs://data/x", "1");
            scene.world().storage().put("gs://ops/tasks/nightly/dispatch.json", DELETE);
            scene.world().storage().put("gs://ops/tasks/gone/dispatch.json", DELETE);
            passes.missed(SampleJob.query("nightly--dispatch", "SELECT 1", "acme:d.other"));
            passes.missed(SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv"));
            CrashGate gate = CrashGate.stopAfter(call, CrashGate.Mode.BEFORE_REPLY, ReconcileCrashTest::changes);
            Replica dying = scene.start(gate);
            await("death, or the end of the pass")
                    .atMost(LONG_ENOUGH)
                    .until(() -> gate.tripped().isDone() || PassScene.passes(dying, "done") >= 1);
            boolean died = gate.tripped().isDone();
            dying.kill();
            scene.clock().advance(Duration.ofMinutes(20));
            scene.world().pubSub().expireLeases();
            Replica next = scene.start();
            scene.settle();
            // The events of children waited all the while, and such a backlog is no loss.
            scene.clock().advance(Duration.ofMinutes(3));
            PassScene.awaitPass(next, "done");
            scene.settle();
            assertAllIsDoneOnce(scene, "dies at call " + call);
            return died;
        }
    }

    private static boolean changes(Call call) {
        return CHANGES.contains(call.method());
    }

    private static void assertAllIsDoneOnce(Scene scene, String how) {
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/"))
                .as(how)
                .containsExactlyInAnyOrder("load-1-job.json", "nightly/dispatch-job.json", "nightly/dispatch.json");
        assertThat(scene.names("gs://ops/errors/")).as(how).containsExactly("orphaned/gone/dispatch.json");
        assertThat(scene.names("gs://ops/tasks/")).as(how).isEmpty();
        assertThat(scene.names("gs://data/")).as(how).isEmpty();
        assertThat(scene.world().bigQuery().jobIds())
                .as(how)
                .containsExactlyInAnyOrder("nightly--dispatch", "load-1", "load-1--000_copy--dispatch_nop");
        await(how)
                .atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(scene.names(PassScene.STATE))
                        .containsExactly("reconcile/last.json", "started.json"));
    }
}
