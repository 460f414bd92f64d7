package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finished jobs that a route would have taken, had an event told of them. */
class MissedJobsTest {
    private static final String COPY = "{\"Name\": \"copies\", \"When\": {\"Dest\": \":d.t$\"},"
            + " \"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]}";
    private static final SampleJob JOB = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final PassScene passes = new PassScene(COPY);
    private final Scene scene = passes.scene();

    @AfterEach
    void close() {
        passes.close();
    }

    private JsonNode response(String jobId) {
        return scene.entry(jobId).path("Response");
    }

    private List<String> entries() {
        return scene.names("gs://ops/journal/" + Scene.HOUR + "/");
    }

    @Test
    void aJobWhoseEventNeverCameIsDispatchedByItsRoute() {
        scene.world().bigQuery().completeManually();
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        assertThat(response("load-1").path("Source").asText()).isEqualTo("reconcile");
        assertThat(response("load-1").path("MatchedRoute").asText()).startsWith("copies in ");
        assertThat(scene.entry("load-1").path("statistics").isObject())
                .as("the job whole, and not as it was listed")
                .isTrue();
        assertThat(scene.entry("load-1").has("state")).isFalse();
        assertThat(scene.submitted("load-1--000_copy--dispatch_nop")).isPresent();
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
        assertThat(PassScene.missed(replica, "task")).isZero();
    }

    @Test
    void itIsDispatchedOnceWhateverComesLater() {
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        scene.publish(JOB, EventFormat.B).settle();
        passes.anotherPass(replica, MINUTE);
        passes.anotherPass(replica, MINUTE.multipliedBy(5));
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", "load-1--000_copy--dispatch_nop");
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }

    @Test
    void alsoOneWhosePlanRanForAnotherJobWasMissed() {
        scene.world()
                .storage()
                .put(
                        PassScene.CONFIG,
                        PassScene.config(COPY.replace("\"When\"", "\"Once\": \"$DestTable\", \"When\""), ""));
        Replica replica = scene.start();
        scene.publish(SampleJob.load("load-0", "acme:d.t", "gs://data/in/t.csv"), EventFormat.A)
                .settle();
        passes.missed(JOB);
        passes.anotherPass(replica, MINUTE.multipliedBy(5));
        assertThat(response("load-1").path("Status").asText()).isEqualTo("skipped");
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }

    @Test
    void aJobWhoseEventCameIsNoneThatWasMissed() {
        Replica replica = scene.start();
        scene.publish(JOB, EventFormat.A).settle();
        passes.anotherPass(replica, MINUTE.multipliedBy(5));
        assertThat(PassScene.missed(replica, "route")).isZero();
        assertThat(response("load-1").path("Source").asText()).isEqualTo("A");
    }

    @Test
    void jobsThatNoRouteTakesCostNothingBeyondTheirListing() {
        for (int i = 0; i < 30; i++) {
            passes.missed(SampleJob.query("adhoc-" + i, "SELECT 1", "acme:d.other"));
        }
        Replica replica = passes.afterPass();
        assertThat(replica.gateway().calls().countOf("jobs.get")).isZero();
        assertThat(PassScene.calls(replica.gateway()).subList(0, 6))
                .containsExactly(
                        "objects.insert",
                        "objects.get",
                        "objects.insert",
                        "objects.get.media",
                        "jobs.list",
                        "objects.list");
    }

    @Test
    void aJobThatEndedJustNowIsLeftToItsEvent() {
        passes.missed(JOB.endedAt(Scene.NOW.minus(MINUTE.multipliedBy(9))));
        Replica replica = passes.afterPass();
        assertThat(entries()).isEmpty();
        passes.anotherPass(replica, MINUTE.multipliedBy(2));
        assertThat(entries()).contains("load-1-job.json");
    }

    @Test
    void jobsThatEndedBeforeTheFirstStartAreNobodys() {
        scene.world().storage().remove(PassScene.STATE + "started.json");
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        passes.missed(SampleJob.load("load-2", "acme:d.t", "gs://data/x").endedAt(Scene.NOW.plus(MINUTE)));
        passes.anotherPass(replica, MINUTE.multipliedBy(20));
        assertThat(entries()).containsExactly("load-2-job.json");
    }

    @Test
    void aNewRouteDoesNotTakeOldJobs() {
        passes.missed(JOB.endedAt(NOON));
        scene.clock().advance(MINUTE.multipliedBy(70)); // to 12:10
        scene.world().storage().put(PassScene.CONFIG, PassScene.config(COPY, ""));
        passes.missed(SampleJob.load("load-2", "acme:d.t", "gs://data/x").endedAt(NOON.plus(MINUTE.multipliedBy(15))));
        passes.afterPass();
        assertThat(entries()).containsExactly("load-2-job.json");
    }

    @Test
    void eachFileOfRoutesHasAnAgeOfItsOwn() {
        String other =
                COPY.replace("copies", "others").replace(":d.t$", ":d.v$").replace("d.u", "d.w");
        scene.world().storage().put("gs://ops/routes/old.json", COPY);
        scene.world().storage().put(PassScene.CONFIG, PassScene.config("", ", \"RoutesURL\": \"gs://ops/routes/\""));
        scene.clock().advance(MINUTE.multipliedBy(70));
        scene.world().storage().put("gs://ops/routes/new.json", other);
        passes.missed(JOB).missed(SampleJob.load("load-2", "acme:d.v", "gs://data/x"));
        passes.afterPass();
        assertThat(entries()).containsExactly("load-1-job.json");
    }

    @Test
    void routesOfAConfigurationWithoutATimeTakeWhatEndedSinceTheProcessStarted() {
        scene.with(PassScene.config(COPY, ""));
        passes.missed(JOB);
        Replica replica = passes.afterPass();
        passes.missed(SampleJob.load("load-2", "acme:d.t", "gs://data/x").endedAt(Scene.NOW.plus(MINUTE)));
        passes.anotherPass(replica, MINUTE.multipliedBy(20));
        assertThat(entries()).containsExactly("load-2-job.json");
    }

    @Test
    void whatEndedBeforeTheLastPassIsDoneWith() {
        Replica replica = passes.afterPass();
        passes.missed(JOB.endedAt(NOON));
        // Between what was looked at, up to 12:20, and ten minutes before: it may not have been listed then.
        passes.missed(SampleJob.load("load-2", "acme:d.t", "gs://data/x").endedAt(NOON.plus(MINUTE.multipliedBy(12))));
        passes.anotherPass(replica, MINUTE.multipliedBy(5));
        assertThat(entries()).containsExactly("load-2-job.json");
    }

    @Test
    void anotherReplicaGoesOnWhereTheLastPassEnded() {
        passes.afterPass().close();
        passes.missed(JOB.endedAt(NOON));
        passes.missed(SampleJob.load("load-2", "acme:d.t", "gs://data/x").endedAt(NOON.plus(MINUTE.multipliedBy(29))));
        scene.clock().advance(MINUTE.multipliedBy(30));
        passes.afterPass();
        assertThat(entries()).containsExactly("load-2-job.json");
    }

    @Test
    void statementsOfScriptsAreNotReconciled() {
        passes.missed(SampleJob.query("script_job_1", "SELECT 1", "acme:d.t").withParent("script"));
        Replica replica = passes.afterPass();
        assertThat(entries()).isEmpty();
        assertThat(replica.gateway().calls().countOf("jobs.list")).isEqualTo(1);
    }

    @Test
    void jobsAreListedPageByPageInEveryProject() {
        passes.close();
        try (PassScene two = new PassScene(COPY, ", \"ReconcileProjects\": [\"acme\", \"other\"]")) {
            for (int i = 0; i < 250; i++) {
                two.missed(SampleJob.query("adhoc-" + i, "SELECT 1", "acme:d.other")
                        .endedAt(NOON.plus(MINUTE)));
            }
            two.missed(JOB).missed(JOB.withProject("other"));
            Replica replica = two.afterPass();
            assertThat(replica.gateway().calls().countOf("jobs.list")).isEqualTo(3);
            assertThat(PassScene.missed(replica, "route")).isEqualTo(2);
        }
    }

    @Test
    void aProjectThatCantBeListedHidesNoOther() {
        passes.close();
        try (PassScene two = new PassScene(COPY, ", \"ReconcileProjects\": [\"closed\", \"acme\"]")) {
            two.missed(JOB);
            two.scene().world().storage().put("gs://ops/tasks/x/dispatch.json", "{\"OnSuccess\": []}");
            two.missed(SampleJob.query("x--dispatch", "SELECT 1"));
            Replica replica = two.scene().start();
            replica.gateway()
                    .failNext(
                            1_000,
                            call -> call.method().equals("jobs.list")
                                    && call.path().contains("/closed/"),
                            Fault.status(403, "accessDenied"));
            PassScene.awaitPass(replica, "failed");
            assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
            assertThat(PassScene.missed(replica, "task")).isEqualTo(1);
        }
    }

    @Test
    void whatEndedBeforeAPassThatCouldNotListItIsFoundByTheNext() {
        passes.missed(JOB);
        Replica replica = scene.start();
        replica.gateway().failNext(1_000, "jobs.list", Fault.status(403, "accessDenied"));
        PassScene.awaitPass(replica, "failed");
        replica.gateway().heal();
        scene.clock().advance(MINUTE.multipliedBy(5));
        PassScene.awaitPass(replica, "done");
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }

    @Test
    void whatCantBeDispatchedNowIsFoundAgainThoughItsTimeIsOver() {
        passes.close();
        try (PassScene short_ = new PassScene(COPY, ", \"ReconcileLookbackHours\": 1")) {
            short_.missed(JOB);
            Replica replica = short_.scene().start();
            replica.gateway().failNext(1_000, "jobs.insert", Fault.status(503, "unavailable"));
            PassScene.awaitPass(replica, "done");
            assertThat(PassScene.missed(replica, "route")).isZero();
            short_.anotherPass(replica, Duration.ofHours(3));
            assertThat(PassScene.missed(replica, "route")).isZero();
            replica.gateway().heal();
            short_.anotherPass(replica, Duration.ofHours(1));
            assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
            assertThat(short_.scene()
                            .entry("load-1")
                            .path("Response")
                            .path("Status")
                            .asText())
                    .isEqualTo("ok");
        }
    }

    @Test
    void givingUpIsCountedFromTheEndOfTheJob() {
        passes.missed(JOB);
        Replica replica = scene.start();
        replica.gateway().failNext(1_000, "jobs.insert", Fault.status(503, "unavailable"));
        PassScene.awaitPass(replica, "done");
        passes.anotherPass(replica, Duration.ofHours(23));
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        passes.anotherPass(replica, Duration.ofHours(1));
        assertThat(scene.failedEntry("load-1").path("Response").path("Error").asText())
                .contains("24h");
    }

    @Test
    void aFailedChildThatNothingWaitsForIsSubmittedAgain() {
        passes.missed(FailedChildren.copy("root--000_copy--dispatch_nop", FailedChildren.IN_PASSING));
        Replica replica = passes.afterPass();
        assertThat(scene.submitted("root--000_copy_r1--dispatch_nop")).isPresent();
        assertThat(PassScene.missed(replica, "none")).isEqualTo(1);
    }

    @Test
    void aJobWithATaskIsNotOfferedToRoutes() {
        scene.world()
                .storage()
                .put(
                        "gs://ops/tasks/x/dispatch.json",
                        "{\"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}]}");
        passes.missed(SampleJob.query("x--dispatch", "SELECT 1", "acme:d.t"))
                .missed(SampleJob.query("y--dispatch", "SELECT 1", "acme:d.t"));
        Replica replica = passes.afterPass();
        assertThat(response("x--dispatch").has("MatchedURL")).isTrue();
        assertThat(response("y--dispatch").has("MatchedRoute")).isTrue();
        assertThat(PassScene.missed(replica, "task")).isEqualTo(1);
        assertThat(PassScene.missed(replica, "route")).isEqualTo(1);
    }
}
