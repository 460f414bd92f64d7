package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fake.StoredObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Failed plans that must not be run twice, or tell anybody twice, are replayed, and the replays have it hard. */
class ReplayClaimsTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final String STATE = "gs://ops/journal/_bqdispatch/";
    private static final String ENTRY = "gs://ops/errors/" + Scene.HOUR + "/load-1-job.json";
    /** At first there is nowhere to move to. */
    private static final String ROUTE = """
            {"Name": "r", "Once": "$DestTable", "When": {"Dest": "d.t"}, "OnSuccess": [
              {"Action": "move", "Request": {"SourceURL": "gs://data/in/a.csv", "DestURL": "gs://away/"}},
              {"Action": "call", "Request": {"URL": "${env.TARGET}/x"}},
              {"Action": "delete", "Request": {"URL": "gs://data/in/last.ok"}},
              {"Action": "push", "Request": {"Topic": "done", "Message": "x"}}]}
            """;

    private static SampleJob load(int number) {
        return SampleJob.load("load-" + number, "acme:d.t", "gs://data/in/a.csv")
                .endedAt(Scene.NOW.plus(Duration.ofMinutes(5)));
    }

    /** A replica, after the plan has failed, and what it failed of is mended. */
    private static Replica failed(Scene scene) {
        scene.world().storage().put("gs://data/in/a.csv", "1,2");
        scene.world().storage().put("gs://data/in/last.ok", "");
        scene.world().pubSub().createTopic(Told.TOPIC);
        Replica replica = start(scene, 0);
        scene.publish(load(1), EventFormat.A).settleInTime();
        assertThat(scene.names("gs://ops/")).containsExactly(ENTRY.substring("gs://ops/".length()));
        scene.world().storage().createBucket("away");
        scene.clock().advance(Duration.ofMinutes(1));
        return replica;
    }

    private static Replica start(Scene scene, int reconcileSeconds) {
        Gateway gateway = Gateway.to(scene.world());
        scene.withEnv("TARGET", gateway.url() + "/target");
        scene.with(Scene.config(ROUTE, ", \"AllowCall\": [\"${env.TARGET}/.*\"]")
                .replace("\"ReconcileSeconds\": 0", "\"ReconcileSeconds\": " + reconcileSeconds));
        return scene.start(gateway);
    }

    /** It dies after each of its calls that write; then come a duplicate of the event, the reconciler, and it again. */
    @TestFactory
    Stream<DynamicTest> aReplayDiesAndMuchComesBeforeItIsBegunAgain() {
        CrashGate counting = CrashGate.open(ReplayClaimsTest::writes);
        try (Scene scene = new Scene()) {
            failed(scene);
            replay(scene, counting);
            assertRight(scene, 2);
        }
        return LongStream.rangeClosed(1, counting.counted())
                .mapToObj(k -> DynamicTest.dynamicTest(
                        "dies after write " + k + " of " + counting.counted(),
                        () -> diesAt(CrashGate.stopAfter(k, CrashGate.Mode.BEFORE_REPLY, ReplayClaimsTest::writes))));
    }

    private static void diesAt(CrashGate gate) {
        try (Scene scene = new Scene()) {
            Replica replica = failed(scene);
            replay(scene, gate);
            assertThat(gate.tripped()).isDone();
            scene.clock().advance(Duration.ofMinutes(2));
            scene.publish(load(1), EventFormat.B).settleInTime();
            replica.close();
            scene.clock().advance(Duration.ofMinutes(20));
            Replica next = start(scene, 1);
            PassScene.awaitPass(next, "done");
            if (scene.world().storage().exists(ENTRY)) {
                assertThat(Operator.replays(scene, ENTRY).exitCode()).isZero();
            }
            double before = PassScene.passes(next, "done");
            scene.clock().advance(Duration.ofHours(2));
            await("another pass").atMost(LONG_ENOUGH).until(() -> PassScene.passes(next, "done") > before);
            assertRight(scene, 3);
        }
    }

    private static void replay(Scene scene, CrashGate gate) {
        try (Gateway gateway = Gateway.to(scene.world()).behind(gate)) {
            Operator.replays(scene, gateway, ENTRY);
        }
    }

    /** The duplicate finds a claim whose time is up, and the old entry. */
    @Test
    void aDuplicateTakesNothingFromAReplayThatSleeps() {
        Sleep sleep =
                Sleep.inCall(1, call -> call.is("objects.delete") && call.path().contains("last.ok"));
        try (Scene scene = new Scene();
                Gateway gateway = Gateway.to(scene.world()).watchedBy(sleep)) {
            failed(scene);
            CompletableFuture<Operator> operator =
                    CompletableFuture.supplyAsync(() -> Operator.replays(scene, gateway, ENTRY));
            await("sleep").atMost(LONG_ENOUGH).until(sleep::hasBegun);
            scene.clock().advance(Duration.ofMinutes(2));
            scene.publish(load(1), EventFormat.B).settleInTime();
            sleep.wake();
            assertThat(operator.join().said()).contains("replayed  " + ENTRY);
            assertRight(scene, 2);
        }
    }

    @Test
    void aDuplicateWaitsForAReplayThatIsAtIt() {
        Sleep sleep =
                Sleep.inCall(1, call -> call.is("objects.delete") && call.path().contains("last.ok"));
        try (Scene scene = new Scene();
                Gateway gateway = Gateway.to(scene.world()).watchedBy(sleep)) {
            failed(scene);
            CompletableFuture<Operator> operator =
                    CompletableFuture.supplyAsync(() -> Operator.replays(scene, gateway, ENTRY));
            await("sleep").atMost(LONG_ENOUGH).until(sleep::hasBegun);
            scene.publish(load(1), EventFormat.B);
            assertThat(scene.untilAwake()).isEqualTo(Duration.ofSeconds(75));
            sleep.wake();
            assertThat(operator.join().exitCode()).isZero();
            scene.settleInTime();
            assertRight(scene, 2);
        }
    }

    /** As of a run that was overtaken by the one that failed, woke, and did better. */
    @Test
    void anEntryThatAppearsWhileAReplayBeginsStandsAndTheOldOneIsKept() {
        try (Scene scene = new Scene()) {
            failed(scene);
            Sleep sleep = Sleep.inCall(
                    1,
                    call -> call.is("objects.insert")
                            && !scene.names(STATE + "claims/").isEmpty());
            try (Gateway gateway = Gateway.to(scene.world()).watchedBy(sleep)) {
                CompletableFuture<Operator> operator =
                        CompletableFuture.supplyAsync(() -> Operator.replays(scene, gateway, ENTRY));
                await("sleep").atMost(LONG_ENOUGH).until(sleep::hasBegun);
                StoredObject old = scene.world().storage().object(ENTRY);
                scene.world().storage().put(ENTRY.replace("errors", "journal"), old.content(), old.metadata());
                sleep.wake();
                assertThat(operator.join().said())
                        .contains("left      " + ENTRY + ": its entry was written anew meanwhile");
                assertThat(scene.names("gs://ops/errors/")).containsExactly(Scene.HOUR + "/load-1-job.1.json");
                assertThat(Told.all(scene)).isEmpty();
            }
        }
    }

    /** @param most messages, of which one may have been sent again since it was cut off */
    private static void assertRight(Scene scene, int most) {
        List<String> told = Told.all(scene);
        assertThat(new HashSet<>(told)).as("each under one key").hasSize(2);
        assertThat(told).hasSizeLessThanOrEqualTo(most);
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
        assertThat(scene.names("gs://ops/errors/")).containsExactly(Scene.HOUR + "/load-1-job.1.json");
        assertThat(scene.names("gs://data/")).isEmpty();
        assertThat(scene.names(STATE + "claims/")).isEmpty();
        assertThat(scene.names(STATE + "replays/")).isEmpty();
        scene.publish(load(2), EventFormat.A).settleInTime();
        assertThat(scene.entry("load-2").path("Response").path("Status").asText())
                .as("another job with that value")
                .isEqualTo("skipped");
    }

    private static boolean writes(Call call) {
        return Stream.of("insert", "delete", "rewrite", "publish").anyMatch(call.method()::contains);
    }
}
