package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.StateNames;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes whose plan runs for one job of several that count as the same. */
class OnceTest {
    private static final String NOTIFY = """
            {"Action": "notify", "Request": {"Channels": "#ops", "Message": "$JobID", "Token": "xoxb-1"}}
            """;
    private static final String COPY = "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}";
    private static final String STATE = "gs://ops/journal/_bqdispatch/";
    private static final StateNames NAMES =
            new StateNames(ObjectUrl.parse(STATE).orElseThrow());

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static String route(String once, String... actions) {
        return "{\"Name\": \"GA4 daily\", \"Once\": \"" + once + "\", \"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": ["
                + String.join(", ", actions) + "]}";
    }

    private static SampleJob load(int number, String table) {
        return SampleJob.load("load-" + number, "acme:" + table, "gs://data/x");
    }

    private List<String> told() {
        return scene.world().slack().posts("#ops").stream()
                .map(post -> post.message().path("text").asText())
                .toList();
    }

    private List<JsonNode> entries(String status) {
        return scene.names("gs://ops/journal/" + Scene.HOUR + "/").stream()
                .filter(name -> name.startsWith("load-"))
                .map(name -> scene.json("gs://ops/journal/" + Scene.HOUR + "/" + name))
                .filter(entry -> entry.path("Response").path("Status").asText().equals(status))
                .toList();
    }

    private List<String> markers() {
        return scene.names(STATE + "once/");
    }

    @Test
    void ofFiveJobsWithOneValueOneIsRun() {
        scene.with(Scene.config(route("$DestTable", NOTIFY)));
        scene.start();
        scene.start();
        IntStream.range(0, 5).forEach(i -> scene.publish(load(i, "d.t"), EventFormat.A, EventFormat.B));
        scene.settleInTime();

        assertThat(told()).hasSize(1);
        assertThat(entries("ok")).hasSize(1);
        String holder = entries("ok").get(0).path("jobReference").path("jobId").asText();
        assertThat(entries("skipped")).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.path("Actions").path(0).path("Status").asText()).isEqualTo("not run");
            assertThat(entry.path("Response").path("Warnings"))
                    .singleElement()
                    .extracting(JsonNode::asText)
                    .isEqualTo("Once: the plan ran for acme:US." + holder + ", with the same 'd.t'");
        });
        assertThat(markers()).singleElement().asString().startsWith("GA4 daily/");
        assertThat(scene.names(STATE)).hasSize(1);
    }

    @Test
    void eachValueHasItsRun() {
        scene.with(Scene.config(route("$DestTable/$Date", NOTIFY)));
        scene.start();
        scene.publish(load(1, "d.t"), EventFormat.A)
                .publish(load(2, "d.t2"), EventFormat.A)
                .publish(load(3, "d.t").endedAt(Scene.NOW.plusSeconds(86_400)), EventFormat.A)
                .settleInTime();

        assertThat(told()).containsExactlyInAnyOrder("load-1", "load-2", "load-3");
    }

    @Test
    void aPlanThatFailsForGoodGivesItsValueToTheNext() {
        scene.with(Scene.config(route("$DestTable", NOTIFY)));
        scene.start();
        scene.world().slack().refuseNext("msg_too_long");
        scene.publish(load(1, "d.t"), EventFormat.A).settleInTime();
        assertThat(scene.failedEntry("load-1").path("Response").path("Status").asText())
                .isEqualTo("error");
        assertThat(markers()).isEmpty();
        scene.publish(load(2, "d.t"), EventFormat.A).settleInTime();

        assertThat(told()).containsExactly("load-2");
    }

    @Test
    void whereTheRestOfAPlanFailsTheNextIsRunToo() {
        scene.with(Scene.config(route("$DestTable", COPY, NOTIFY)));
        scene.world()
                .bigQuery()
                .failJobs(FailedChildren.named("load-1--000_copy--dispatch"), new JobFailure("invalid", "x"));
        scene.start();
        scene.publish(load(1, "d.t"), EventFormat.A).settleInTime();
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
        scene.publish(load(2, "d.t"), EventFormat.A).settleInTime();

        assertThat(told()).containsExactly("load-2");
        assertThat(markers()).hasSize(1);
    }

    @Test
    void aJobWhoseHolderHasNoEntryComesBack() {
        scene.with(Scene.config(route("$DestTable", NOTIFY)));
        scene.start();
        scene.world().slack().falter("#ops");
        scene.publish(load(1, "d.t"), EventFormat.A);
        scene.untilAwake();
        scene.publish(load(2, "d.t"), EventFormat.A);
        scene.untilAwake();
        assertThat(entries("skipped")).isEmpty();
        scene.world().slack().recover("#ops");
        scene.settleInTime();

        assertThat(told()).containsExactly("load-1");
        assertThat(entries("skipped")).hasSize(1);
    }

    @Test
    void aJobThatWaitsIsRunWhereItsHolderFailsAfterAll() {
        scene.with(Scene.config(route("$DestTable", NOTIFY)));
        scene.start();
        scene.world().slack().falter("#ops");
        scene.publish(load(1, "d.t"), EventFormat.A);
        scene.untilAwake();
        scene.publish(load(2, "d.t"), EventFormat.A, EventFormat.B);
        scene.untilAwake();
        scene.world().slack().refuseNext("msg_too_long");
        scene.world().slack().recover("#ops");
        scene.settleInTime();

        assertThat(scene.failedEntry("load-1").path("Response").path("Status").asText())
                .isEqualTo("error");
        assertThat(entries("ok")).hasSize(1);
        assertThat(told()).containsExactly("load-2");
        assertThat(markers()).hasSize(1);
        assertThat(scene.names(STATE + "claims/")).isEmpty();
    }

    @Test
    void aHolderThatNeverEndsIsNamedWhenTheOthersGiveUp() {
        scene.with(Scene.config(route("$DestTable", NOTIFY), ", \"GiveUpAfter\": \"1h\""));
        scene.world()
                .storage()
                .put(
                        NAMES.once("GA4 daily", "d.t").toString(),
                        ByteString.EMPTY,
                        Map.of("job", "acme:US.load-1", "ended", Scene.NOW.toString()));
        scene.start();
        scene.publish(load(2, "d.t"), EventFormat.A).settleInTime();

        assertThat(scene.failedEntry("load-2").path("Response").path("Error").asText())
                .isEqualTo("Once: gave up after 1h: 'd.t' is held by acme:US.load-1, which has no entry");
    }

    @Test
    void aHolderThatCrashedIsRunToItsEndAndTheOthersAreNot() {
        scene.with(Scene.config(route("$DestTable", COPY, NOTIFY)));
        CrashGate gate = CrashGate.stopAfter(
                1, CrashGate.Mode.BEFORE_REPLY, call -> call.method().equals("jobs.insert"));
        scene.start(gate);
        scene.start(gate);
        scene.publish(load(1, "d.t"), EventFormat.A).publish(load(2, "d.t"), EventFormat.A);
        gate.tripped().join();
        scene.world().pubSub().expireLeases();
        scene.settleInTime();

        assertThat(told()).hasSize(1);
        assertThat(entries("skipped")).hasSize(1);
        assertThat(scene.names(STATE + "claims/")).isEmpty();
    }

    @Test
    void aJobWithoutAValueIsAnError() {
        scene.with(Scene.config(route("$SourceTable", NOTIFY)));
        scene.start();
        scene.publish(load(1, "d.t"), EventFormat.A).settleInTime();

        assertThat(scene.failedEntry("load-1").path("Response").path("Error").asText())
                .isEqualTo("Once: it is empty for this job");
        assertThat(markers()).isEmpty();
    }

    @Test
    void aFailedJobIsNoRun() {
        scene.with(Scene.config(route("$DestTable", NOTIFY)
                .replace(
                        "\"OnSuccess\"",
                        "\"OnFailure\": [" + NOTIFY.replace("$JobID", "failed") + "], \"OnSuccess\"")));
        scene.start();
        scene.publish(load(1, "d.t").failed("invalid", "no"), EventFormat.A)
                .publish(load(2, "d.t").failed("invalid", "no"), EventFormat.A)
                .publish(load(3, "d.t"), EventFormat.A)
                .settleInTime();

        assertThat(told()).containsExactlyInAnyOrder("failed", "failed", "load-3");
    }

    @Test
    void aDryRunTellsThatOneWouldBeRun() {
        scene.with(Scene.config(route("$DestTable", NOTIFY))).inDryRun();
        scene.start();
        scene.publish(load(1, "d.t"), EventFormat.A).settleInTime();

        assertThat(scene.json("gs://ops/journal/dry-run/" + Scene.HOUR + "/load-1-job.json")
                        .path("Response")
                        .path("Warnings")
                        .path(0)
                        .asText())
                .isEqualTo("Once: of all jobs with the same 'd.t' the plan would run for one");
        assertThat(scene.names("gs://ops/journal/dry-run/")).hasSize(1);
    }
}
