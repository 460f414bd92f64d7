package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.CrashGate.Mode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One of two replicas dies after each of its calls, once with the call's reply and once without, in the middle of what must
 * not be done twice: the other does the rest, and only what was cut off is done again.
 */
class ClaimsCrashTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final String STATE = "gs://ops/journal/_bqdispatch/";
    private static final String NOTIFY = """
            {"Action": "notify", "Request": {"Channels": ["#ops", "#data"], "Message": "x", "Token": "xoxb-1"}}
            """;
    private static final String COPY = "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}";
    private static final String CALL = "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.TARGET}/x\"}}";
    private static final String PUSH = "{\"Action\": \"push\", \"Request\": {\"Topic\": \"done\", \"Message\": \"x\"}}";

    /**
     * A route, the jobs that it takes, and what is to be there in the end.
     *
     * @param keys how many messages are sent, each perhaps twice if it was cut off
     */
    private record Sample(String head, List<String> plan, List<SampleJob> jobs, int keys, Consumer<Scene> check) {
        Scene scene() {
            Scene scene = new Scene();
            scene.world().pubSub().createTopic(Told.TOPIC);
            String route =
                    "{" + head + "\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + String.join(", ", plan) + "]}";
            return scene.with(Scene.config(route, ", \"AllowCall\": [\"${env.TARGET}/.*\"]"));
        }

        void assertSettled(Scene scene) {
            List<String> told = Told.all(scene);
            assertThat(new HashSet<>(told)).as("each under one key").hasSize(keys);
            assertThat(told).as("at most one was cut off").hasSizeLessThanOrEqualTo(keys + 1);
            assertThat(scene.names(STATE + "claims/")).isEmpty();
            assertThat(scene.names("gs://ops/tasks/")).isEmpty();
            check.accept(scene);
        }
    }

    @TestFactory
    Stream<DynamicTest> ofAPlanThatTellsPeopleOneOfTwoDies() {
        return matrix(
                List.of(Mode.values()),
                new Sample("", List.of(NOTIFY, COPY, CALL, PUSH), List.of(load(1)), 4, scene -> {
                    assertThat(status(scene, "load-1")).isEqualTo("ok");
                    assertThat(status(scene, "load-1--001_copy--dispatch")).isEqualTo("ok");
                    assertThat(scene.names("gs://ops/errors/")).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> ofAPlanThatRunsOnceOneOfTwoDies() {
        return matrix(
                List.of(Mode.BEFORE_REPLY),
                new Sample(
                        "\"Name\": \"r\", \"Once\": \"$DestTable\", ",
                        List.of(PUSH, COPY, CALL),
                        List.of(load(1), load(2)),
                        2,
                        scene -> {
                            assertThat(List.of(status(scene, "load-1"), status(scene, "load-2")))
                                    .containsExactlyInAnyOrder("ok", "skipped");
                            assertThat(scene.names(STATE + "once/")).hasSize(1);
                        }));
    }

    @TestFactory
    Stream<DynamicTest> ofAPlanThatRunsOnceAndFailsOneOfTwoDies() {
        return matrix(
                List.of(Mode.BEFORE_REPLY),
                new Sample(
                        "\"Name\": \"r\", \"Once\": \"$DestTable\", ",
                        List.of(COPY, CALL),
                        List.of(load(1)),
                        0,
                        scene -> {
                            assertThat(scene.failedEntry("load-1--000_copy--dispatch")
                                            .path("Response")
                                            .path("Abandoned"))
                                    .hasSize(1);
                            String marker = scene.names(STATE + "once/").get(0);
                            assertThat(scene.world()
                                            .storage()
                                            .object(STATE + "once/" + marker)
                                            .metadata())
                                    .as("what its rest gave back")
                                    .containsEntry("failed", "acme:US.load-1--000_copy--dispatch");
                        }));
    }

    private static SampleJob load(int number) {
        return SampleJob.load("load-" + number, "acme:d.t", "gs://data/in/a.csv");
    }

    private static String status(Scene scene, String jobId) {
        return scene.entry(jobId).path("Response").path("Status").asText();
    }

    private static Stream<DynamicTest> matrix(List<Mode> modes, Sample sample) {
        long calls = undisturbed(sample);
        return modes.stream()
                .flatMap(mode -> Stream.iterate(1L, k -> k <= calls, k -> k + 1)
                        .map(k -> DynamicTest.dynamicTest(
                                "dies " + mode + " of call " + k + " of " + calls, () -> disturbed(sample, k, mode))));
    }

    private static long undisturbed(Sample sample) {
        CrashGate gate = CrashGate.open(ClaimsCrashTest::isCounted);
        try (Scene scene = sample.scene()) {
            start(scene, gate, sample);
            sample.jobs().forEach(job -> scene.publish(job, EventFormat.A));
            scene.settleInTime();
            assertThat(Told.all(scene)).hasSize(sample.keys());
            sample.assertSettled(scene);
            return gate.counted();
        }
    }

    private static void disturbed(Sample sample, long k, Mode mode) {
        CrashGate gate = CrashGate.stopAfter(k, mode, ClaimsCrashTest::isCounted);
        try (Scene scene = sample.scene()) {
            start(scene, gate, sample);
            start(scene, gate, sample);
            sample.jobs().forEach(job -> scene.publish(job, EventFormat.A, EventFormat.B));
            await("the death")
                    .atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> gate.tripped().isDone() || scene.isSettledInTime());
            scene.world().pubSub().expireLeases();
            scene.settleInTime();
            sample.assertSettled(scene);
        }
    }

    /** Each calls somebody's service through its own gateway, so that the gate sees it. */
    private static void start(Scene scene, CrashGate gate, Sample sample) {
        if (sample.keys() == 0) {
            scene.world().bigQuery().failJobs(job -> true, new JobFailure("invalid", "x"));
        }
        Gateway gateway = Gateway.to(scene.world()).behind(gate);
        scene.withEnv("TARGET", gateway.url() + "/target");
        scene.start(gateway);
    }

    private static boolean isCounted(Call call) {
        return !call.isBackground();
    }
}
