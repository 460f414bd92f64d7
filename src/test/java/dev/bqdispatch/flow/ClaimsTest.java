package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeSlack;
import dev.bqdispatch.fake.FakeTarget;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.StateNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be done twice is done once, whoever sees the event, and however often. */
class ClaimsTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/a.csv");
    private static final String NOTIFY = """
            {"Action": "notify", "Request": {"Channels": ["#ops", "#data"], "Message": "x", "Token": "xoxb-1"}}
            """;
    private static final String CALL = "{\"Action\": \"call\", \"Request\": {\"URL\": \"${env.TARGET}/x\"}}";
    private static final String PUSH = "{\"Action\": \"push\", \"Request\": {\"Topic\": \"done\", \"Message\": \"x\"}}";
    private static final String DELETE = "{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/in/a.csv\"}}";
    private static final String STATE = "gs://ops/journal/_bqdispatch/";
    private static final String CLAIM = new StateNames(ObjectUrl.parse(STATE).orElseThrow())
            .claim(new JobRef("acme", "US", "load-1"))
            .toString();

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private List<String> channels() {
        return scene.world().slack().posts().stream()
                .map(FakeSlack.Post::channel)
                .toList();
    }

    private void assertNothingIsLeft() {
        assertThat(scene.names(STATE)).isEmpty();
    }

    private static String metric(Replica replica, String outcome) {
        return Http.get(replica, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("bqdispatch_claims_total{outcome=\"" + outcome + "\""))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElse("none");
    }

    @Test
    void twoReplicasThatSeeOneJobTellOfItOnce() {
        Told.start(scene, NOTIFY, CALL, PUSH);
        scene.start();
        scene.publish(LOADED, EventFormat.A, EventFormat.B, EventFormat.A, EventFormat.B)
                .settleInTime();

        assertThat(channels()).containsExactly("#ops", "#data");
        assertThat(scene.world().target().requests()).hasSize(1);
        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void anEventOfAJobThatAnotherHasComesBackWhenThatMustHaveEnded() {
        Replica replica = Told.start(scene, NOTIFY);
        putClaim(Duration.ofSeconds(40));
        scene.publish(LOADED, EventFormat.A);

        assertThat(scene.untilAwake()).isEqualTo(Duration.ofSeconds(40));
        assertThat(channels()).isEmpty();
        assertThat(metric(replica, "live")).isEqualTo("1.0");
        scene.settleInTime();
        assertThat(channels()).containsExactly("#ops", "#data");
        assertThat(metric(replica, "taken_over")).isEqualTo("1.0");
        assertNothingIsLeft();
    }

    private void putClaim(Duration lease) {
        scene.world()
                .storage()
                .put(CLAIM, ByteString.EMPTY, Map.of("owner", "another", "lease-ms", Long.toString(lease.toMillis())));
    }

    /** To wait for another is no failure of the event's own, however old it is. */
    @Test
    void nobodyGivesUpWaitingForAnother() {
        Replica replica = Told.start(scene, NOTIFY);
        scene.world().slack().falter("#ops");
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();
        putClaim(Duration.ofHours(30));
        scene.clock().advance(Duration.ofHours(25));
        await().until(() -> metric(replica, "live").equals("1.0"));
        scene.untilAwake();

        assertThat(scene.names("gs://ops/errors/")).isEmpty();
    }

    @Test
    void aRunThatIsGivenBackLeavesWhatIsDoneAndNoClaim() {
        Told.start(scene, NOTIFY);
        scene.world().slack().falter("#data");
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();

        assertThat(channels()).containsExactly("#ops");
        assertThat(scene.names(STATE))
                .singleElement()
                .asString()
                .matches("claims/[0-9a-f]{64}/notify_[0-9a-f]{16}_000-[0-9a-f]{16}\\.json");
    }

    @Test
    void anotherReplicaGoesOnWhereOneGaveBack() {
        Replica first = Told.start(scene, NOTIFY);
        scene.world().slack().falter("#data");
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();
        first.close();
        scene.world().slack().recover("#data");
        scene.start();
        scene.settleInTime();

        assertThat(channels()).containsExactly("#ops", "#data");
        assertNothingIsLeft();
    }

    @Test
    void aReplicaThatSleptPastItsClaimDoesNothingMore() {
        scene.world().storage().put("gs://data/in/a.csv", "1");
        Replica asleep = Told.start(scene, DELETE, NOTIFY);
        asleep.gateway().failNext(1, call -> call.path().endsWith("a.csv"), Fault.late(Duration.ofSeconds(2)));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> !scene.names(STATE).isEmpty()
                && asleep.gateway().calls().count(call -> call.path().endsWith("a.csv")) > 0);
        asleep.gateway().failNext(1_000, "subscriptions.*", Fault.status(503, "unavailable"));
        scene.clock().advance(Duration.ofMinutes(2));
        scene.world().pubSub().expireLeases();
        scene.start();
        scene.settleInTime();
        await().until(() -> metric(asleep, "lost").equals("1.0"));

        assertThat(channels()).containsExactly("#ops", "#data");
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
        assertNothingIsLeft();
    }

    /** What failed is not the event, however old it is, and the other run may do better. */
    @Test
    void aRunThatLosesItsClaimInTheMiddleIsGivenBackAndNotGivenUp() {
        scene.world().storage().put("gs://data/in/a.csv", "1");
        Sleep sleep = Sleep.inCall(1, call -> call.path().endsWith("a.csv"));
        scene.publish(LOADED, EventFormat.A);
        scene.clock().advance(Duration.ofHours(25));
        Replica asleep = Told.start(scene, Gateway.to(scene.world()).watchedBy(sleep), DELETE, NOTIFY);
        await().until(sleep::hasBegun);
        putClaim(Duration.ofHours(1));
        sleep.wake();
        await().until(() -> metric(asleep, "lost").equals("1.0"));

        assertThat(scene.untilAwake()).as("time for the other to end").isEqualTo(Duration.ofSeconds(5));
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        assertThat(channels()).isEmpty();
    }

    /** Its limit is 30 s; and when it begins, the claim of 75 s lasts for 35 s more. */
    @Test
    void aCallThatTakesALittleLongerThanItMayIsNotMadeByAnotherToo() {
        scene.world().storage().put("gs://data/in/a.csv", "1");
        Sleep sleep = Sleep.inCall(1, call -> call.api().equals("target"));
        Gateway gateway = Gateway.to(scene.world()).watchedBy(visit -> {
            if (visit.call().is("objects.delete")) {
                scene.clock().advance(Duration.ofSeconds(40));
            }
            sleep.saw(visit);
        });
        Told.start(scene, gateway, DELETE, CALL);
        scene.publish(LOADED, EventFormat.A);
        await().until(sleep::hasBegun);
        scene.clock().advance(Duration.ofSeconds(36));
        scene.world().pubSub().expireLeases();
        Replica other = Told.start(scene, DELETE, CALL);
        await().until(() -> metric(other, "live").equals("1.0") || scene.isSettled());
        sleep.wake();
        scene.settleInTime();

        assertThat(scene.world().target().requests()).hasSize(1);
    }

    @Test
    void theClocksOfTheReplicasDoNotMatter() {
        Told.start(scene, NOTIFY);
        scene.clockAhead(Duration.ofMinutes(10)).start();
        scene.clockAhead(Duration.ofMinutes(-10)).start();
        for (int i = 0; i < 10; i++) {
            scene.publish(
                    SampleJob.load("load-" + i, "acme:d.t", "gs://data/x"),
                    EventFormat.A,
                    EventFormat.B,
                    EventFormat.A);
        }
        scene.settleInTime();

        assertThat(channels()).hasSize(20);
        assertNothingIsLeft();
    }

    @Test
    void aNoteThatCantBeWrittenAtOnceIsWrittenLater() {
        Replica replica = Told.start(scene, CALL, NOTIFY);
        scene.world().slack().falter("#data");
        replica.gateway().failNext(1, call -> call.is("objects.insert") && isSecondInsert(replica), Fault.reset());
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();
        List<String> calls = PassScene.calls(replica.gateway());
        assertThat(calls.subList(0, calls.indexOf("chat.postMessage")))
                .as("the claim, the note that failed, and again before the next action")
                .filteredOn("objects.insert"::equals)
                .hasSize(3);
        replica.close();
        scene.world().slack().recover("#data");
        Told.start(scene, CALL, NOTIFY);
        scene.settleInTime();

        assertThat(scene.world().target().requests()).hasSize(1);
        assertThat(channels()).containsExactly("#ops", "#data");
        assertNothingIsLeft();
    }

    @Test
    void anEntryThatCantBeWrittenLeavesNoClaimForTheNextTryToWaitFor() {
        Replica replica = Told.start(scene, PUSH);
        // The claim, the note, then the entry, three times.
        replica.gateway()
                .failNext(
                        3,
                        call -> call.is("objects.insert")
                                && replica.gateway().calls().countOf("objects.insert") > 2,
                        Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A).settleInTime();

        assertThat(replica.gateway().calls().countOf("objects.insert")).isEqualTo(7);
        assertThat(metric(replica, "live")).isEqualTo("0.0");
        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        assertNothingIsLeft();
    }

    /** Three calls in the run, then three for the entry: whatever fails no longer than that is waited for. */
    @Test
    void whatCantBeNotedIsNotGivenToAnybodyWhoWouldDoItAgain() {
        Replica replica = Told.start(scene, PUSH);
        replica.gateway()
                .failNext(
                        12,
                        call -> call.is("objects.insert")
                                && replica.gateway().calls().countOf("objects.insert") > 1,
                        Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A).settleInTime();

        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void aStopDoesNotWaitForANoteThatCantBeWritten() {
        scene.world().pubSub().createTopic(Told.TOPIC);
        Replica replica = scene.with(Scene.config("{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + PUSH + "]}")
                        .replace("\"DrainTimeoutMs\": 0", "\"DrainTimeoutMs\": 60000"))
                .start();
        replica.gateway()
                .failNext(
                        1_000_000,
                        call -> call.is("objects.insert")
                                && replica.gateway().calls().countOf("objects.insert") > 1,
                        Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("objects.insert") > 5);

        assertThat(CompletableFuture.runAsync(replica::close)).succeedsWithin(Duration.ofSeconds(30));
    }

    /** A message that comes again may find the task gone by then, and then nobody would come back to the claim. */
    @Test
    void aClaimWhoseReplyWasLostIsWithdrawnByAStop() {
        Sleep sleep = Sleep.inCall(1, call -> call.is("objects.insert"));
        Gateway gateway = Gateway.to(scene.world()).watchedBy(sleep);
        gateway.failNext(1, "objects.insert", Fault.loseReply());
        Replica replica = scene.with(Scene.config("{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + NOTIFY + "]}")
                        .replace("\"DrainTimeoutMs\": 0", "\"DrainTimeoutMs\": 60000"))
                .start(gateway);
        scene.publish(LOADED, EventFormat.A);
        await().until(sleep::hasBegun);

        assertThat(replica.closeAsleep(sleep)).succeedsWithin(Duration.ofSeconds(30));
        assertThat(channels()).isEmpty();
        assertNothingIsLeft();
    }

    private static boolean isSecondInsert(Replica replica) {
        return replica.gateway().calls().countOf("objects.insert") == 2;
    }

    @Test
    void aConditionThatHeldWhenSomeWereToldHoldsForTheRest() {
        scene.world().bigQuery().tables().write("acme:d.flag");
        Told.start(scene, NOTIFY.replace("\"Request\"", "\"When\": {\"Exists\": \"d.flag\"}, \"Request\""));
        scene.world().slack().falter("#data");
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();
        scene.world().bigQuery().tables().drop("acme:d.flag");
        scene.world().slack().recover("#data");
        scene.settleInTime();

        assertThat(channels()).containsExactly("#ops", "#data");
    }

    /** What is done of a plan must not pass for what is done of another that stands in its place by now. */
    @Test
    void anActionThatIsPutBeforeOneThatIsDoneIsDoneToo() {
        Replica first = Told.start(scene, CALL, NOTIFY);
        scene.world().slack().falter("#data");
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();
        first.close();
        scene.world().slack().recover("#data");
        Told.start(scene, CALL.replace("/x", "/first"), NOTIFY.replace("\"x\"", "\"y\""), CALL, NOTIFY);
        scene.settleInTime();

        assertThat(scene.world().target().requests())
                .extracting(FakeTarget.Request::path)
                .containsExactly("/x", "/first");
        assertThat(channels()).containsExactly("#ops", "#ops", "#data", "#data");
        assertThat(new HashSet<>(Told.all(scene))).hasSize(6);
        assertNothingIsLeft();
    }

    @Test
    void anActionWhoseTokenWasReplacedIsTheSameStill() {
        Replica first = Told.start(scene, NOTIFY);
        scene.world().slack().falter("#data");
        scene.publish(LOADED, EventFormat.A);
        scene.untilAwake();
        first.close();
        scene.world().slack().recover("#data");
        Told.start(scene, NOTIFY.replace("xoxb-1", "xoxb-2"));
        scene.settleInTime();

        assertThat(channels()).containsExactly("#ops", "#data");
        assertNothingIsLeft();
    }

    /** A job action hands the rest of its plan on, unless nobody waits for its job, or it is left out. */
    @ParameterizedTest
    @ValueSource(strings = {"\"Async\": true", "\"When\": {\"Exists\": \"d.none\"}"})
    void whatComesBehindAJobActionInTheSameRunIsDoneOnceToo(String how) {
        Told.start(scene, "{\"Action\": \"copy\", " + how + ", \"Request\": {\"Dest\": \"d.u\"}}", CALL, PUSH);
        scene.start();
        scene.publish(LOADED, EventFormat.A, EventFormat.B).settleInTime();

        assertThat(Told.all(scene)).hasSize(2);
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
        assertNothingIsLeft();
    }

    @Test
    void ofTwoActionsThatAskForTheSameBothAreDone() {
        Told.start(scene, PUSH, PUSH, CALL, CALL);
        scene.publish(LOADED, EventFormat.A, EventFormat.B).settleInTime();

        assertThat(new HashSet<>(Told.all(scene))).hasSize(4);
        assertThat(Told.all(scene)).hasSize(4);
    }

    @Test
    void aDuplicateThatComesAfterTheEndLeavesNothing() {
        Told.start(scene, PUSH);
        scene.publish(LOADED, EventFormat.A).settleInTime();
        scene.publish(LOADED, EventFormat.B).settleInTime();

        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        assertNothingIsLeft();
    }
}
