package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.CrashGate.Mode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeTarget;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One of two replicas dies after each of its calls, once with the call's reply and once without, in the middle of what must
 * not be done twice: the other does the rest.
 */
class ClaimsCrashTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/a.csv");
    private static final String PLAN = """
            {"When": {"Dest": "d.t"}, "OnSuccess": [
              {"Action": "notify", "Request": {"Channels": ["#ops", "#data"], "Message": "x", "Token": "xoxb-1"}},
              {"Action": "copy", "Request": {"Dest": "d.u"}},
              {"Action": "call", "Request": {"URL": "${env.TARGET}/x"}},
              {"Action": "push", "Request": {"Topic": "done", "Message": "x"}}]}
            """;

    /** Whatever anybody was told, each with its key. */
    private static List<String> told(Scene scene) {
        List<String> told = new ArrayList<>();
        scene.world()
                .slack()
                .posts()
                .forEach(post -> told.add(post.channel() + " "
                        + post.message()
                                .path("metadata")
                                .path("event_payload")
                                .path("idempotency_key")
                                .asText()));
        for (FakeTarget.Request request : scene.world().target().requests()) {
            told.add("call " + request.header("Idempotency-Key"));
        }
        scene.world()
                .pubSub()
                .publishedTo(Told.TOPIC)
                .forEach(message -> told.add("push " + message.attributes().get("idempotency_key")));
        return told;
    }

    @TestFactory
    Stream<DynamicTest> oneOfTwoDies() {
        long calls = undisturbed();
        return Stream.of(Mode.values())
                .flatMap(mode -> Stream.iterate(1L, k -> k <= calls, k -> k + 1)
                        .map(k -> DynamicTest.dynamicTest(
                                "dies " + mode + " of call " + k + " of " + calls, () -> disturbed(k, mode))));
    }

    private static long undisturbed() {
        CrashGate gate = CrashGate.open(ClaimsCrashTest::isCounted);
        try (Scene scene = scene()) {
            start(scene, gate);
            scene.publish(LOADED, EventFormat.A).settleInTime();
            assertThat(told(scene)).hasSize(4);
            assertSettled(scene);
            return gate.counted();
        }
    }

    private static void disturbed(long k, Mode mode) {
        CrashGate gate = CrashGate.stopAfter(k, mode, ClaimsCrashTest::isCounted);
        try (Scene scene = scene()) {
            start(scene, gate);
            start(scene, gate);
            scene.publish(LOADED, EventFormat.A, EventFormat.B);
            await("the death")
                    .atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> gate.tripped().isDone() || scene.isSettledInTime());
            scene.world().pubSub().expireLeases();
            scene.settleInTime();

            List<String> told = told(scene);
            assertThat(new HashSet<>(told)).as("told, each under one key").hasSize(4);
            assertThat(told).as("at most one was cut off, and is told again").hasSizeLessThanOrEqualTo(5);
            assertSettled(scene);
        }
    }

    private static void assertSettled(Scene scene) {
        assertThat(scene.names("gs://ops/journal/_bqdispatch/claims/")).isEmpty();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
        assertThat(scene.entry("load-1--001_copy--dispatch")
                        .path("Response")
                        .path("Status")
                        .asText())
                .isEqualTo("ok");
    }

    private static Scene scene() {
        Scene scene = new Scene();
        scene.world().pubSub().createTopic(Told.TOPIC);
        return scene.with(Scene.config(PLAN, ", \"AllowCall\": [\"${env.TARGET}/.*\"]"));
    }

    /** Each calls somebody's service through its own gateway, so that the gate sees it. */
    private static void start(Scene scene, CrashGate gate) {
        Gateway gateway = Gateway.to(scene.world()).behind(gate);
        scene.withEnv("TARGET", gateway.url() + "/target");
        scene.start(gateway);
    }

    private static boolean isCounted(Call call) {
        return !call.isBackground();
    }
}
