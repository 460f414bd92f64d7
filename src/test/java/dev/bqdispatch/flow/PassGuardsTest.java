package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the reconciler does not look, or stops looking. */
class PassGuardsTest {
    private static final String COPY = "{\"When\": {\"Dest\": \":d.t$\"},"
            + " \"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]}";
    private static final SampleJob JOB = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);

    private final PassScene passes = new PassScene(COPY);
    private final Scene scene = passes.scene();

    @AfterEach
    void close() {
        passes.close();
    }

    @Test
    void aPassWithNothingToDoCostsTenCallsAndLeavesNoClaim() {
        Replica replica = passes.afterPass();
        assertThat(PassScene.calls(replica.gateway()))
                .as("a marker at the start; at the first pass a look at it; then the pass, and looks by others")
                .startsWith(
                        "objects.insert",
                        "objects.get",
                        "objects.insert",
                        "objects.get.media",
                        "jobs.list",
                        "objects.list",
                        "objects.list",
                        "objects.list",
                        "objects.list",
                        "objects.insert",
                        "objects.delete");
        await().untilAsserted(() ->
                assertThat(scene.names(PassScene.STATE)).containsExactly("reconcile/last.json", "started.json"));
    }

    @Test
    void oneReplicaAtATimeMakesAPassAndOnePerPeriodIsEnough() {
        passes.missed(JOB);
        Replica one = scene.start();
        Replica two = scene.start();
        await().atMost(LONG_ENOUGH)
                .until(() -> PassScene.passes(one, "done") + PassScene.passes(two, "done") >= 1
                        && PassScene.passes(one, "busy") >= 1
                        && PassScene.passes(two, "busy") >= 1);
        assertThat(PassScene.passes(one, "done") + PassScene.passes(two, "done"))
                .isEqualTo(1);
        assertThat(PassScene.missed(one, "route") + PassScene.missed(two, "route"))
                .isEqualTo(1);
    }

    @Test
    void theClaimOfAReplicaThatDiedEndsByItself() {
        passes.missed(JOB);
        Replica dead = scene.start();
        dead.gateway().failNext(1, "jobs.list", Fault.late(Duration.ofSeconds(3)));
        await().atMost(LONG_ENOUGH).until(() -> dead.gateway().calls().countOf("jobs.list") > 0);
        dead.kill();
        Replica next = scene.start();
        PassScene.awaitPass(next, "busy");
        assertThat(scene.names(PassScene.STATE)).contains("reconcile/claim.json");
        scene.clock().advance(Duration.ofMinutes(3));
        // What is left of a claim is reckoned by a clock that goes on by itself since the last write it saw.
        scene.world().storage().remove(PassScene.STATE + "reconcile/claim.json");
        PassScene.awaitPass(next, "done");
        assertThat(PassScene.missed(next, "route")).isEqualTo(1);
    }

    @Test
    void itCanBeTurnedOffAndOn() {
        passes.missed(JOB);
        scene.world().storage().put(PassScene.CONFIG, off());
        Replica replica = scene.start();
        scene.publish(SampleJob.query("other", "SELECT 1", "acme:d.other"), EventFormat.A)
                .settle();
        assertThat(PassScene.calls(replica.gateway())).isEmpty();
        scene.world().storage().put(PassScene.CONFIG, PassScene.config(COPY, ""));
        PassScene.awaitPass(replica, "done");
        scene.world().storage().put(PassScene.CONFIG, off());
        await().atMost(LONG_ENOUGH)
                .until(() -> Http.get(replica, "/metrics").body().contains("refused_total 0.0"));
    }

    private static String off() {
        return PassScene.config(COPY, "").replace("\"ReconcileSeconds\": 1", "\"ReconcileSeconds\": 0");
    }

    @Test
    void aDryRunLooksForNothing() {
        passes.missed(JOB);
        scene.inDryRun();
        Replica replica = scene.start();
        scene.publish(SampleJob.query("other", "SELECT 1", "acme:d.other"), EventFormat.A)
                .settle();
        assertThat(Http.get(replica, "/metrics").body()).doesNotContain("last_pass");
        assertThat(replica.gateway().calls().countOf("jobs.list")).isZero();
    }

    @Test
    void anOldBacklogIsNoLoss() {
        passes.missed(JOB);
        scene.publish(SampleJob.query("other", "SELECT 1", "acme:d.other"), EventFormat.A);
        Replica replica = scene.start();
        PassScene.awaitPass(replica, "paused");
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/")).isEmpty();
        assertThat(replica.gateway().calls().countOf("jobs.list")).isZero();
        scene.clock().advance(Duration.ofMinutes(3));
        PassScene.awaitPass(replica, "done");
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }

    @Test
    void anEventThatComesAgainAndAgainIsNoBacklog() {
        Replica replica = passes.afterPass();
        replica.gateway().failNext(1_000, "jobs.insert", Fault.status(503, "unavailable"));
        scene.publish(JOB.endedAt(Scene.NOW), EventFormat.A).untilAwake();
        passes.anotherPass(replica, HOUR);
        passes.anotherPass(replica, HOUR);
        assertThat(PassScene.passes(replica, "paused")).isZero();
    }

    @Test
    void whilePullingPausesNobodyKnowsWhatIsMissed() {
        passes.missed(JOB);
        Gateway gateway = Gateway.to(scene.world());
        gateway.failNext(1_000, "subscriptions.pull", Fault.status(503, "unavailable"));
        Replica replica = scene.start(gateway);
        await().atMost(LONG_ENOUGH)
                .until(() -> Http.get(replica, "/metrics").body().contains("bqdispatch_pulling 0"));
        PassScene.awaitPass(replica, "paused");
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/")).isEmpty();
    }

    @Test
    void aStopEndsAPassBetweenTwoFinds() {
        for (int i = 0; i < 60; i++) {
            passes.missed(SampleJob.load("load-" + i, "acme:d.t", "gs://data/x"));
        }
        scene.world().bigQuery().completeManually();
        Replica replica = scene.start();
        replica.gateway().latency(Duration.ofMillis(50));
        await().atMost(LONG_ENOUGH).until(() -> entries().size() > 5);
        replica.close();
        assertThat(entries()).hasSizeLessThan(40);
        Replica next = scene.start();
        scene.clock().advance(Duration.ofMinutes(3));
        PassScene.awaitPass(next, "done");
        assertThat(entries()).as("the next one does the rest").hasSize(60);
        assertThat(scene.world().bigQuery().jobIds())
                .as("each once")
                .hasSize(120)
                .doesNotHaveDuplicates();
    }

    private List<String> entries() {
        return scene.names("gs://ops/journal/" + Scene.HOUR + "/");
    }

    @Test
    void whereThereIsNoStateFolderNothingIsLookedAt() {
        passes.missed(JOB);
        Replica replica = scene.start();
        replica.gateway()
                .failNext(
                        10_000,
                        call -> call.method().equals("objects.insert")
                                && call.path().contains("upload"),
                        Fault.status(403, "forbidden"));
        PassScene.awaitPass(replica, "failed");
        assertThat(replica.gateway().calls().countOf("jobs.list")).isZero();
        replica.gateway().heal();
        PassScene.awaitPass(replica, "done");
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void aClockThatIsWrongChangesNothing(int minutes) {
        scene.clockAhead(Duration.ofMinutes(minutes));
        passes.missed(JOB);
        Replica replica = scene.start();
        scene.publish(SampleJob.query("other", "SELECT 1", "acme:d.other"), EventFormat.A)
                .settle();
        PassScene.awaitPass(replica, "done");
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
        assertThat(PassScene.passes(replica, "paused")).isZero();
    }
}
