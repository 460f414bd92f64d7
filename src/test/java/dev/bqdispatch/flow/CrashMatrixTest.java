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

    /** What happens, how its events come, and who waits for them. */
    private record Variant(String name, Sample sample, int replicas, List<EventFormat> formats) {
        Variant(String name, Sample sample, int replicas, EventFormat... formats) {
            this(name, sample, replicas, List.of(formats));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A world before the first event, and the jobs whose completions come. */
    private interface Sample {
        void arrange(Scene scene);

        List<SampleJob> jobs();
    }

    /** A route with a chain of three jobs and a last inline action, and a deferred task of a failed job. */
    private static final class ChainAndTask implements Sample {
        @Override
        public void arrange(Scene scene) {
            scene.with(Scene.config(Routes.CHAIN));
            scene.world().storage().put("gs://data/in/orders.csv", "1,2");
            scene.world().storage().put("gs://data/in/bad.csv", "x");
            scene.world().storage().put("gs://data/in/bad.ok", "");
            scene.world().storage().put("gs://ops/tasks/load-2/dispatch.json", TASK);
        }

        @Override
        public List<SampleJob> jobs() {
            return List.of(LOADED, FAILED);
        }
    }

    /**
     * A child job that fails for a reason that may pass, and so do its next attempts; which of them is the last is for
     * the configuration to say.
     *
     * @param failing IDs of next attempts that fail too
     */
    private record Retried(String jobId, String routes, List<String> failing) implements Sample {
        private static final String TASK_OF = "root--000_copy--dispatch";
        private static final String NOBODYS = "root--000_copy--dispatch_nop";
        private static final String ROUTE = """
                {"When": {"Type": "COPY"}, "OnFailure": [
                  {"Action": "move", "Request": {"SourceURL": "gs://data/in/own.csv", "DestURL": "gs://data/bad/"}}]}
                """;

        @Override
        public void arrange(Scene scene) {
            scene.with(Scene.config(routes, ", \"MaxChildAttempts\": 2"));
            failing.forEach(
                    id -> scene.world().bigQuery().failJobs(FailedChildren.named(id), FailedChildren.IN_PASSING));
            scene.world().storage().put("gs://data/in/rest.csv", "1,2");
            scene.world().storage().put("gs://data/in/own.csv", "1,2");
            if (jobId.equals(TASK_OF)) {
                scene.world().storage().put("gs://ops/tasks/root/000_copy/dispatch.json", FailedChildren.task());
            }
        }

        @Override
        public List<SampleJob> jobs() {
            // Its wait begins when the service does.
            return List.of(FailedChildren.copy(jobId, FailedChildren.IN_PASSING).endedAt(Scene.NOW));
        }
    }

    @TestFactory
    Stream<DynamicTest> oneServiceDiesAndAnotherTakesOver() {
        return matrix(new Variant("one service", new ChainAndTask(), 1, EventFormat.A));
    }

    @TestFactory
    Stream<DynamicTest> oneOfTwoServicesDies() {
        return matrix(new Variant("two services", new ChainAndTask(), 2, EventFormat.A));
    }

    @TestFactory
    Stream<DynamicTest> everyEventComesAsAAndAsBAndAgain() {
        return matrix(
                new Variant("A, B and again", new ChainAndTask(), 1, EventFormat.A, EventFormat.B, EventFormat.A));
    }

    @TestFactory
    Stream<DynamicTest> aChildWithATaskIsSubmittedAgain() {
        Sample sample = new Retried(Retried.TASK_OF, "", List.of());
        return Stream.of(
                        new Variant("retry", sample, 1, EventFormat.A),
                        new Variant("retry by one of two", sample, 2, EventFormat.A, EventFormat.B))
                .flatMap(CrashMatrixTest::matrix);
    }

    @TestFactory
    Stream<DynamicTest> aChildWithATaskFailsForEver() {
        Sample sample = new Retried(Retried.TASK_OF, "", List.of("root--000_copy_r1--dispatch"));
        return matrix(new Variant("retry in vain", sample, 1, EventFormat.A));
    }

    @TestFactory
    Stream<DynamicTest> aChildThatNothingWaitsForIsSubmittedAgain() {
        Sample sample = new Retried(Retried.NOBODYS, "", List.of());
        return matrix(new Variant("retry for nobody", sample, 2, EventFormat.A, EventFormat.B));
    }

    @TestFactory
    Stream<DynamicTest> aChildOfARouteFailsForEver() {
        Sample sample = new Retried(Retried.NOBODYS, Retried.ROUTE, List.of("root--000_copy_r1--dispatch_nop"));
        return matrix(new Variant("retry before a route", sample, 1, EventFormat.A));
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
            scene.settleInTime();
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
                    .until(() -> gate.tripped().isDone() || scene.isSettledInTime());
            if (variant.replicas() == 1) {
                replicas.get(0).kill();
                scene.start();
            }
            scene.world().pubSub().expireLeases();
            scene.settleInTime();
            return Traces.of(scene.world());
        }
    }

    private static boolean isCounted(Call call) {
        return !call.isBackground();
    }

    private static Scene scene(Variant variant) {
        Scene scene = new Scene(variant.formats().toArray(EventFormat[]::new));
        variant.sample().arrange(scene);
        return scene;
    }

    private static void publish(Scene scene, Variant variant) {
        variant.sample()
                .jobs()
                .forEach(job -> scene.publish(job, variant.formats().toArray(EventFormat[]::new)));
    }
}
