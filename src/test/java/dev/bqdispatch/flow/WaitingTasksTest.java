package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.fake.StoredObject;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.StateNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks whose jobs ended without an event, or are nowhere. */
class WaitingTasksTest {
    private static final String TASKS = "gs://ops/tasks/";
    private static final String ORPHANED = "gs://ops/errors/orphaned/";
    private static final String DELETE =
            "{\"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}]}";
    private static final SampleJob JOB = SampleJob.query("nightly--7--dispatch", "SELECT 1", "acme:d.t");
    private static final String TAKES_ALL = """
            {"Name": "all", "When": {"Dest": "d.t"},
             "OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/y"}}]}
            """;

    private final PassScene passes = new PassScene(TAKES_ALL, ", \"OrphanAfterHours\": 2");
    private final Scene scene = passes.scene();

    @AfterEach
    void close() {
        passes.close();
    }

    private WaitingTasksTest task(String name, String text) {
        scene.world().storage().put(TASKS + name, text);
        return this;
    }

    private static String boundTo(String project, String location, String id) {
        return DELETE.replace(
                "{\"OnSuccess\"",
                "{\"JobRef\": {\"ProjectID\": \"" + project + "\", \"Location\": \"" + location + "\", \"JobID\": \""
                        + id + "\"}, \"OnSuccess\"");
    }

    private JsonNode response(String jobId) {
        return scene.entry(jobId).path("Response");
    }

    private double waiting(Replica replica, String how) {
        return PassScene.counted(replica, "bqdispatch_tasks_waiting{job=\"" + how + "\"}");
    }

    private double orphaned(Replica replica, String why) {
        return PassScene.counted(replica, "bqdispatch_tasks_orphaned_total{why=\"" + why + "\"}");
    }

    @Test
    void aJobWhoseEventNeverCameIsDispatchedAsIfItHad() {
        task("nightly/7/dispatch.json", DELETE);
        scene.world().storage().put("gs://data/x", "1");
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        assertThat(response("nightly--7--dispatch").path("Status").asText()).isEqualTo("ok");
        assertThat(response("nightly--7--dispatch").path("Source").asText()).isEqualTo("reconcile");
        assertThat(response("nightly--7--dispatch").path("MatchedURL").asText())
                .isEqualTo(TASKS + "nightly/7/dispatch.json");
        assertThat(scene.names("gs://data/")).isEmpty();
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(PassScene.missed(replica, "task")).isEqualTo(1);
        assertThat(PassScene.missed(replica, "route")).isZero();
    }

    @Test
    void itIsDispatchedOnceAlsoIfItsEventComesLate() {
        task("nightly/7/dispatch.json", DELETE);
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        scene.publish(JOB, EventFormat.A).settle();
        assertThat(PassScene.counted(replica, "bqdispatch_events_total{outcome=\"duplicate\"}"))
                .isEqualTo(1);
        assertThat(replica.gateway().calls().countOf("objects.delete"))
                .as("the action's, the retired task's, the claim's")
                .isLessThanOrEqualTo(3);
    }

    @Test
    void anEventThatCameInTimeIsNoneThatWasMissed() {
        task("nightly/7/dispatch.json", DELETE);
        Replica replica = scene.start();
        scene.publish(JOB, EventFormat.A).settle();
        scene.clock().advance(Duration.ofMinutes(10));
        PassScene.awaitPass(replica, "done");
        assertThat(response("nightly--7--dispatch").path("Source").asText()).isEqualTo("A");
        assertThat(PassScene.missed(replica, "task")).isZero();
    }

    @Test
    void aYoungTaskIsLeftToItsEvent() {
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        task("nightly/7/dispatch.json", DELETE);
        passes.anotherPass(replica, Duration.ofMinutes(9));
        assertThat(scene.names(TASKS)).hasSize(1);
        passes.anotherPass(replica, Duration.ofMinutes(2));
        assertThat(scene.names(TASKS)).isEmpty();
    }

    @Test
    void aTaskWhoseJobRunsIsLeft() {
        scene.world().bigQuery().completeManually();
        task("nightly/7/dispatch.json", DELETE);
        ObjectNode running = JOB.toRest();
        ((ObjectNode) running.path("status")).put("state", "RUNNING");
        scene.world().bigQuery().add(running);
        Replica replica = passes.afterPass();
        assertThat(scene.names(TASKS)).hasSize(1);
        assertThat(waiting(replica, "unfinished")).isEqualTo(1);
    }

    @Test
    void aTaskThatSaysWhereItsJobIsIsBelieved() {
        task("nightly/7/dispatch.json", boundTo("elsewhere", "asia-east1", "nightly--7--dispatch"));
        passes.missed(JOB.withProject("elsewhere").withLocation("asia-east1"));
        Replica replica = passes.afterPass();
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(replica.gateway().calls().countOf("jobs.get"))
                .as("looks into one place")
                .isEqualTo(1);
    }

    @Test
    void namesAreReadBackAsTheyWereWritten() {
        for (String id : List.of("a---b--dispatch", "----dispatch", "x--dispatch", "plaindispatch")) {
            task(id.replace("--", "/") + ".json", DELETE);
            passes.missed(SampleJob.query(id, "SELECT 1", "acme:d.other"));
        }
        task("raw--7--dispatch.json", DELETE);
        passes.missed(SampleJob.query("raw--7--dispatch", "SELECT 1", "acme:d.other"));
        Replica replica = passes.afterPass();
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(PassScene.missed(replica, "task")).isEqualTo(5);
    }

    @Test
    void whatNoEventWouldLookAtIsLeftAlone() {
        task("", "")
                .task("sub/", "")
                .task("readme.txt", "hello")
                .task("notes.json", "{}")
                .task("a-/b/dispatch.json", DELETE);
        task("mixed--1/dispatch.json", DELETE).task("other/dispatch.json", boundTo("acme", "US", "another--dispatch"));
        List<String> before = scene.names(TASKS);
        Replica replica = passes.afterPass();
        passes.anotherPass(replica, Duration.ofHours(3));
        assertThat(scene.names(TASKS)).isEqualTo(before);
        assertThat(waiting(replica, "odd")).isEqualTo(4);
        assertThat(replica.gateway().calls().countOf("jobs.get")).isZero();
    }

    @Test
    void aTaskThatCantBeReadLeadsToAnErrorOfItsJob() {
        task("nightly/7/dispatch.json", "{\"OnSuccess\": [");
        passes.missed(JOB);
        passes.afterPass();
        assertThat(scene.failedEntry("nightly--7--dispatch")
                        .path("Response")
                        .path("Source")
                        .asText())
                .isEqualTo("reconcile");
        assertThat(scene.names(TASKS)).isEmpty();
    }

    @Test
    void aTaskWhoseJobIsNowhereIsMovedAwayWhenItIsOldEnough() {
        task(
                "gone/dispatch.json",
                DELETE.replace("\"delete\"", "\"notify\"")
                        .replace(
                                "\"URL\": \"gs://data/x\"",
                                "\"Channels\": [\"#ops\"], \"Title\": \"t\", \"Token\": \"planted-secret\""));
        Replica replica = passes.afterPass();
        assertThat(scene.names(TASKS)).as("after one and a half hours").containsExactly("gone/dispatch.json");
        assertThat(waiting(replica, "absent")).isEqualTo(1);
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(scene.names(TASKS)).isEmpty();
        StoredObject moved = scene.world().storage().object(ORPHANED + "gone/dispatch.json");
        assertThat(moved.metadata().get("reason")).contains("gone--dispatch", "acme:US", "acme:EU", "2 hours");
        assertThat(moved.text()).contains("notify", "#ops").doesNotContain("planted-secret");
        assertThat(orphaned(replica, "absent")).isEqualTo(1);
        assertThat(PassScene.missed(replica, "task")).isZero();
    }

    @Test
    void aPassThatWasTakenOverMovesNoTaskAway() {
        task("gone/dispatch.json", boundTo("acme", "US", "gone--dispatch"));
        scene.clock().advance(Duration.ofHours(3));
        Replica overtaken = scene.start(passes.takenOverIn("jobs.get"));
        await().until(() -> PassScene.passes(overtaken, "stopped") + PassScene.passes(overtaken, "done") >= 1);
        assertThat(scene.names(TASKS)).containsExactly("gone/dispatch.json");
        assertThat(scene.names(ORPHANED)).isEmpty();
    }

    /** One that says it is done would keep others from trying for a while. */
    @Test
    void aPassThatCantMoveATaskAwayHasFailed() {
        task("gone/dispatch.json", boundTo("acme", "US", "gone--dispatch"));
        scene.clock().advance(Duration.ofHours(3));
        Gateway gateway = Gateway.to(scene.world());
        gateway.failNext(
                1,
                call -> call.is("objects.insert") && gateway.calls().countOf("jobs.get") > 0,
                Fault.status(403, "forbidden"));
        Replica replica = scene.start(gateway);
        PassScene.awaitPass(replica, "done");
        assertThat(PassScene.passes(replica, "failed")).isEqualTo(1);
        assertThat(scene.names(ORPHANED)).as("after the pass that was done").containsExactly("gone/dispatch.json");
    }

    @Test
    void whatAnOrphansPlanWasRunOnceForIsTheNextJobs() {
        String marker = marker();
        task("root/000_copy/dispatch.json", onceFor("root", boundTo("acme", "US", "root--000_copy--dispatch")));
        Replica replica = passes.afterPass();
        assertThat(scene.world().storage().object(marker).metadata()).doesNotContainKey("failed");
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(scene.world().storage().object(marker).metadata())
                .containsEntry("failed", "acme:US.root--000_copy--dispatch");
    }

    @Test
    void aLateTaskGivesNothingBack() {
        String marker = marker();
        Replica replica = scene.start();
        scene.publish(JOB, EventFormat.A).settle();
        task("nightly/7/dispatch.json", onceFor("root", boundTo("acme", "US", "nightly--7--dispatch")));
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(orphaned(replica, "late")).isEqualTo(1);
        assertThat(scene.world().storage().object(marker).metadata()).doesNotContainKey("failed");
    }

    private String marker() {
        String marker = new StateNames(new ObjectUrl("ops", "journal/_bqdispatch/"))
                .once("all", "d.t")
                .toString();
        scene.world()
                .storage()
                .put(marker, ByteString.EMPTY, Map.of("job", "acme:US.root", "ended", Scene.NOW.toString()));
        return marker;
    }

    private static String onceFor(String holder, String task) {
        return task.replace(
                "{\"JobRef\"",
                "{\"Once\": {\"Route\": \"all\", \"Value\": \"d.t\", \"JobRef\": {\"ProjectID\": \"acme\","
                        + " \"Location\": \"US\", \"JobID\": \"" + holder + "\"}}, \"JobRef\"");
    }

    @Test
    void theSecondOrphanOfANameDoesNotReplaceTheFirst() {
        task("gone/dispatch.json", DELETE);
        Replica replica = passes.afterPass();
        passes.anotherPass(replica, Duration.ofHours(1));
        task("gone/dispatch.json", DELETE);
        passes.anotherPass(replica, Duration.ofHours(3));
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(scene.names(ORPHANED)).hasSize(2).contains("gone/dispatch.json");
    }

    @Test
    void aTaskWhoseJobCantBeLookedUpEverywhereIsNoOrphan() {
        task("gone/dispatch.json", DELETE);
        Replica replica = passes.afterPass();
        replica.gateway().failNext(1_000, call -> call.method().equals("jobs.get"), Fault.status(403, "accessDenied"));
        passes.anotherPass(replica, Duration.ofHours(3));
        assertThat(scene.names(TASKS)).hasSize(1);
        assertThat(waiting(replica, "unclear")).isEqualTo(1);
        replica.gateway().heal();
        replica.gateway().failNext(1_000, call -> call.method().equals("jobs.get"), Fault.status(503, "unavailable"));
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(scene.names(TASKS)).hasSize(1);
        replica.gateway().heal();
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(scene.names(TASKS)).isEmpty();
    }

    @Test
    void aJobInALocationThatOnlyTheListOfJobsShowsIsFound() {
        task("nightly/7/dispatch.json", DELETE);
        passes.missed(JOB.withLocation("asia-east1").endedAt(Scene.NOW.minus(Duration.ofHours(5))));
        passes.missed(SampleJob.query("other", "SELECT 1", "acme:d.other").withLocation("asia-east1"));
        passes.afterPass();
        assertThat(scene.names(TASKS)).isEmpty();
    }

    @Test
    void aJobIsFoundWhereTheListShowsItAlsoIfItEndedLongBeforeThePass() {
        task("nightly/7/dispatch.json", DELETE);
        passes.missed(JOB.withLocation("asia-east1").endedAt(Scene.NOW.minus(Duration.ofHours(5))));
        passes.afterPass();
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(scene.names(ORPHANED)).isEmpty();
    }

    @Test
    void whileJobsCantBeListedATaskIsNoOrphanUnlessItSaysWhereItsJobIs() {
        task("gone/dispatch.json", DELETE);
        task("bound/dispatch.json", boundTo("acme", "US", "bound--dispatch"));
        Replica replica = passes.afterPass();
        replica.gateway().failNext(1_000, call -> call.method().equals("jobs.list"), Fault.status(403, "accessDenied"));
        scene.clock().advance(Duration.ofHours(3));
        await().until(() -> orphaned(replica, "absent") == 1);
        double failed = PassScene.passes(replica, "failed");
        scene.clock().advance(Duration.ofHours(1));
        await().until(() -> PassScene.passes(replica, "failed") > failed);
        assertThat(scene.names(TASKS)).containsExactly("gone/dispatch.json");
        replica.gateway().heal();
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(scene.names(TASKS)).isEmpty();
    }

    @Test
    void aTaskThatCameAfterARouteTookItsJobIsMovedAway() {
        Replica replica = scene.start();
        scene.publish(JOB, EventFormat.A).settle();
        task("nightly/7/dispatch.json", DELETE);
        scene.world().storage().put("gs://data/x", "1");
        passes.anotherPass(replica, Duration.ofMinutes(20));
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(scene.names("gs://data/"))
                .as("what the task would have deleted")
                .containsExactly("x");
        assertThat(scene.world()
                        .storage()
                        .object(ORPHANED + "nightly/7/dispatch.json")
                        .metadata()
                        .get("reason"))
                .contains("route all", "gs://ops/journal/" + Scene.HOUR + "/nightly/7/dispatch-job.json");
        assertThat(orphaned(replica, "late")).isEqualTo(1);
        assertThat(response("nightly--7--dispatch").path("Source").asText()).isEqualTo("A");
    }

    @Test
    void aLateTaskStaysIfItMayBeMeantForAJobElsewhere() {
        Replica replica = scene.start();
        scene.publish(JOB, EventFormat.A).settle();
        task("nightly/7/dispatch.json", DELETE);
        ObjectNode running = JOB.withLocation("EU").toRest();
        ((ObjectNode) running.path("status")).put("state", "RUNNING");
        scene.world().bigQuery().add(running);
        passes.anotherPass(replica, Duration.ofMinutes(20));
        assertThat(scene.names(TASKS)).hasSize(1);
    }

    @Test
    void aTaskThatACrashLeftBesideItsEntryIsRetiredAndNothingRunsAgain() {
        task("nightly/7/dispatch.json", DELETE);
        Replica replica = scene.start();
        scene.publish(JOB, EventFormat.A).settle();
        task("nightly/7/dispatch.json", DELETE);
        scene.world().storage().put("gs://data/x", "1");
        passes.anotherPass(replica, Duration.ofMinutes(20));
        assertThat(scene.names(TASKS)).isEmpty();
        assertThat(scene.names("gs://data/")).containsExactly("x");
        assertThat(PassScene.missed(replica, "task")).isZero();
        assertThat(scene.names(ORPHANED)).isEmpty();
    }

    @Test
    void theTasksAreListedPageByPage() {
        for (int i = 0; i < 1_005; i++) {
            task("gone/" + i + "/dispatch.json", boundTo("acme", "US", "gone--" + i + "--dispatch"));
        }
        Replica replica = passes.afterPass();
        assertThat(waiting(replica, "absent")).isEqualTo(1_005);
        assertThat(replica.gateway().calls().countOf("objects.list"))
                .as("two pages of tasks, and one of each folder where something may be left over")
                .isEqualTo(5);
    }
}
