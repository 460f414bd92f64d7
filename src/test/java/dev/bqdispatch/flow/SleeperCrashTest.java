package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A replica falls asleep in each of its calls, another does all that there is to do meanwhile, and then the first wakes,
 * goes on as if nothing had happened, and dies after each of its further calls. What it did again in between, or left
 * behind, the next pass of the reconciler puts right.
 */
class SleeperCrashTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final Duration PAST_EVERY_CLAIM = Duration.ofMinutes(2);
    private static final Duration PAST_EVERY_PATIENCE = Duration.ofMinutes(20);
    private static final String STATE = "gs://ops/journal/_bqdispatch/";
    private static final String COPY = "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}";
    private static final String CALL = "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.TARGET}/x\"}}";
    private static final String PUSH = "{\"Action\": \"push\", \"Request\": {\"Topic\": \"done\", \"Message\": \"x\"}}";
    private static final String DELETE = "{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/in/a.csv\"}}";
    private static final String MOVE = """
            {"Action": "move", "Request": {"SourceURL": "gs://data/in/a.csv", "DestURL": "gs://data/taken/"}}
            """;
    private static final String ONCE = "\"Name\": \"r\", \"Once\": \"$DestTable\", ";
    private static final SampleJob LOADED = load(1);

    /**
     * A job and what waits for it.
     *
     * @param keys how many messages are sent
     * @param further how many are sent when another job of the same kind comes after
     * @param world what it takes beside the route
     */
    private record Sample(String head, List<String> plan, SampleJob job, int keys, int further, Consumer<Scene> world) {
        String config(int reconcileSeconds) {
            String route =
                    "{" + head + "\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + String.join(", ", plan) + "]}";
            return Scene.config(route, ", \"AllowCall\": [\"${env.TARGET}/.*\"]")
                    .replace("\"ReconcileSeconds\": 0", "\"ReconcileSeconds\": " + reconcileSeconds);
        }

        Scene scene() {
            Scene scene = new Scene();
            scene.world().pubSub().createTopic(Told.TOPIC);
            scene.world().storage().put("gs://data/in/a.csv", "1,2");
            world.accept(scene);
            return scene;
        }
    }

    private static Sample once(int keys, int further, String... plan) {
        return new Sample(ONCE, List.of(plan), LOADED, keys, further, scene -> {});
    }

    private static Sample route(int keys, String... plan) {
        return new Sample("", List.of(plan), LOADED, keys, keys, scene -> {});
    }

    /** So late that whatever the samples do to files comes before. */
    private static SampleJob load(int number) {
        return SampleJob.load("load-" + number, "acme:d.t", "gs://data/in/a.csv")
                .endedAt(Scene.NOW.plus(Duration.ofMinutes(5)));
    }

    @TestFactory
    Stream<DynamicTest> ofAChain() {
        return matrix(route(0, COPY, DELETE));
    }

    @TestFactory
    Stream<DynamicTest> ofAPlanThatRunsOnce() {
        return matrix(once(2, 0, PUSH, COPY, CALL));
    }

    @TestFactory
    Stream<DynamicTest> ofAPlanThatRunsOnceAndFails() {
        return matrix(once(1, 1, PUSH, MOVE.replace("a.csv", "none.csv")));
    }

    /** Whoever comes late finds neither what is to be moved nor what was. */
    @TestFactory
    Stream<DynamicTest> ofAPlanWhoseWorkIsTakenAway() {
        return matrix(route(0, MOVE));
    }

    @TestFactory
    Stream<DynamicTest> ofAPlanThatRunsOnceAndWhoseWorkIsTakenAway() {
        return matrix(once(1, 0, MOVE, PUSH));
    }

    @TestFactory
    Stream<DynamicTest> ofAChildThatIsSubmittedAgain() {
        SampleJob child = FailedChildren.copy("root--000_copy--dispatch", FailedChildren.IN_PASSING)
                .endedAt(Scene.NOW.minusSeconds(60));
        return matrix(new Sample(
                "",
                List.of(),
                child,
                0,
                0,
                scene -> scene.world()
                        .storage()
                        .put("gs://ops/tasks/root/000_copy/dispatch.json", FailedChildren.task())));
    }

    private static Stream<DynamicTest> matrix(Sample sample) {
        CrashGate counting = CrashGate.open(SleeperCrashTest::isCounted);
        String undisturbed = undisturbed(sample, counting);
        return LongStream.rangeClosed(1, counting.counted())
                .mapToObj(k -> DynamicTest.dynamicTest("sleeps in call " + k + " of " + counting.counted(), () -> {
                    long change = 1;
                    while (dies(sample, k, change, undisturbed)) {
                        change++;
                    }
                }));
    }

    /** What is there in the end if nobody sleeps. */
    private static String undisturbed(Sample sample, CrashGate counting) {
        try (Scene scene = sample.scene()) {
            start(scene, sample, 0, Gateway.to(scene.world()).behind(counting));
            scene.publish(sample.job(), EventFormat.A).settleInTime();
            takeAway(scene);
            assertThat(Told.all(scene)).hasSize(sample.keys());
            return traces(scene);
        }
    }

    /** @return false if it changes no so many things any more, and lives */
    private static boolean dies(Sample sample, long k, long change, String undisturbed) {
        Sleep sleep = Sleep.inCall(k, SleeperCrashTest::isCounted);
        CrashGate gate = CrashGate.stopAfter(
                change, CrashGate.Mode.BEFORE_REPLY, call -> sleep.isOver() && isCounted(call) && changes(call));
        try (Scene scene = sample.scene()) {
            Gateway gateway = Gateway.to(scene.world()).behind(gate).watchedBy(sleep);
            Replica sleeper = asleep(scene, sample, gateway, sleep);
            Replica other = start(scene, sample, 0, Gateway.to(scene.world()));
            scene.settleInTime();
            takeAway(scene);
            sleep.wake();
            await("its death, or the end of its work")
                    .atMost(LONG_ENOUGH)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> gate.tripped().isDone() || isIdle(sleeper));
            sleeper.kill();
            if (!left(scene).isEmpty()) {
                other.close();
                heal(scene, sample);
            }
            String how = "sleeps in call " + k + ", and dies after " + change + " changes more";
            assertRight(scene, sample, how);
            assertThat(traces(scene)).as(how).isEqualTo(undisturbed);
            assertNextIsRight(scene, sample, how);
            return gate.tripped().isDone();
        }
    }

    /** Somebody waited for what a plan moves. */
    private static void takeAway(Scene scene) {
        scene.names("gs://data/taken/").forEach(name -> scene.world().storage().remove("gs://data/taken/" + name));
    }

    /** Jobs take their time, so that there is one thing to do after the other, and each sleep is in the same call. */
    private static Replica asleep(Scene scene, Sample sample, Gateway gateway, Sleep sleep) {
        scene.world().bigQuery().completeManually();
        Replica sleeper = start(scene, sample, 0, gateway);
        scene.publish(sample.job(), EventFormat.A);
        await("sleep").atMost(LONG_ENOUGH).pollInterval(Duration.ofMillis(5)).until(() -> {
            if (!sleep.hasBegun() && scene.isSettled()) {
                scene.world().bigQuery().completeAll();
            }
            return sleep.hasBegun();
        });
        scene.clock().advance(PAST_EVERY_CLAIM);
        scene.world().pubSub().expireLeases();
        scene.world().bigQuery().completionDelay(Duration.ZERO);
        scene.world().bigQuery().completeAll();
        return sleeper;
    }

    private static Replica start(Scene scene, Sample sample, int reconcileSeconds, Gateway gateway) {
        scene.withEnv("TARGET", gateway.url() + "/target");
        return scene.with(sample.config(reconcileSeconds)).start(gateway);
    }

    private static boolean isIdle(Replica replica) {
        return PassScene.counted(replica, "bqdispatch_in_flight") == 0;
    }

    private static List<String> left(Scene scene) {
        return Stream.of("gs://ops/tasks/", STATE + "claims/")
                .flatMap(folder -> scene.names(folder).stream())
                .toList();
    }

    private static void heal(Scene scene, Sample sample) {
        scene.clock().advance(PAST_EVERY_PATIENCE);
        Replica healer = start(scene, sample, 1, Gateway.to(scene.world()));
        PassScene.awaitPass(healer, "done");
        scene.settleInTime();
    }

    private static void assertRight(Scene scene, Sample sample, String how) {
        List<String> told = Told.all(scene);
        assertThat(new HashSet<>(told)).as(how + ": each under one key").hasSize(sample.keys());
        assertThat(told).as(how + ": at most one was cut off").hasSizeLessThanOrEqualTo(sample.keys() + 1);
        assertThat(left(scene)).as(how).isEmpty();
    }

    /** Also where the plan is to run once, and where it gave that back. */
    private static void assertNextIsRight(Scene scene, Sample sample, String how) {
        int before = Told.all(scene).size();
        scene.publish(load(2), EventFormat.A).settleInTime();
        assertThat(Told.all(scene)).as(how + ": the next job").hasSize(before + sample.further());
    }

    /** But for what the reconciler notes for itself, and the address of each replica's target. */
    private static String traces(Scene scene) {
        return Traces.of(scene.world())
                .toString()
                .replaceAll(
                        "object " + STATE + "(?:reconcile/last|started|once/)[^\\n]*(?:\\n(?!object )[^\\n]*)*\\n", "")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "TARGET")
                .replaceAll("\"ConfigVersion\" : [^\\n]*", "");
    }

    private static boolean isCounted(Call call) {
        return !call.isBackground();
    }

    /** After a call that only reads, nothing is otherwise than before it. */
    private static boolean changes(Call call) {
        return Stream.of("insert", "delete", "rewrite", "publish", "post", "call")
                .anyMatch(call.method()::contains);
    }
}
