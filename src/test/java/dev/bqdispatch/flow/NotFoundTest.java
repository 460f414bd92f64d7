package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CutEntries;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.References;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that are looked up, and are elsewhere, not done, or not there. */
class NotFoundTest {
    private static final SampleJob JOB = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");
    private static final ObjectNode REFERENCE = References.plain(JOB.toRest());
    private static final String COPY = "\"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]";
    private static final String ROUTE = "{\"When\": {\"Dest\": \"d.t\"}, " + COPY + "}";

    private final Scene scene = new Scene().with(Scene.config(ROUTE));

    @AfterEach
    void close() {
        scene.close();
    }

    private Replica start() {
        scene.world().bigQuery().completeManually();
        return scene.start();
    }

    private static long looks(Replica replica) {
        return replica.gateway().calls().countOf("jobs.get");
    }

    private static void awaitGiveBack(Replica replica) {
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
    }

    private JsonNode kept(String messageId) {
        return scene.json("gs://ops/errors/invalid/" + Scene.HOUR + "/" + messageId + ".json");
    }

    private String status(String jobId) {
        return scene.entry(jobId).path("Response").path("Status").asText();
    }

    // Where it is not said

    @Test
    void itIsLookedForInTheMultiRegionsAndTheRegionUntilItIsFound() {
        scene.world().bigQuery().add(JOB.withLocation("us-central1").toRest());
        Replica replica = start();
        scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(replica.gateway().calls().matching(call -> call.method().equals("jobs.get")))
                .extracting(Call::path)
                .hasSize(3);
        assertThat(scene.entry("q").at("/Response/JobRef/Location").asText()).isEqualTo("us-central1");
    }

    @Test
    void itIsFoundInTheConfiguredRegion() {
        scene.with(Scene.config(ROUTE, ", \"Region\": \"europe-west6\""));
        scene.world().bigQuery().add(JOB.withLocation("europe-west6").toRest());
        start();
        scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(status("q")).isEqualTo("ok");
    }

    @Test
    void whatItsProjectDidBeforeIsTheBestGuess() {
        scene.world().bigQuery().add(JOB.withLocation("asia-northeast1").toRest());
        Replica replica = start();
        scene.publish(
                        SampleJob.query("before", "SELECT 1", "acme:d.other").withLocation("asia-northeast1"),
                        EventFormat.B)
                .settle();
        scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(looks(replica)).isEqualTo(1);
        assertThat(status("q")).isEqualTo("ok");
    }

    @Test
    void itIsFoundWhereOnlyOtherProjectsWereBefore() {
        scene.world().bigQuery().add(JOB.withLocation("asia-northeast1").toRest());
        Replica replica = start();
        SampleJob before = SampleJob.query("before", "SELECT 1", "acme:d.other");
        scene.publish(before.withProject("other").withLocation("asia-northeast1"), EventFormat.A)
                .settle();
        scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(looks(replica)).isEqualTo(4);
        assertThat(status("q")).isEqualTo("ok");
    }

    @Test
    void aPlaceThatRefusesToSayIsNoReasonNotToLookInTheOthers() {
        scene.world().bigQuery().add(JOB.withLocation("EU").toRest());
        Replica replica = start();
        replica.gateway().failNext(1, "jobs.get", Fault.status(403, "accessDenied"));
        scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(status("q")).isEqualTo("ok");
    }

    // Not there yet

    @Test
    void aReferenceAheadOfItsJobWaitsForIt() {
        Replica replica = start();
        scene.publish(REFERENCE.toString());
        awaitGiveBack(replica);
        assertThat(scene.isSettled()).isFalse();

        scene.world().bigQuery().add(JOB.toRest());
        scene.clock().advance(Duration.ofSeconds(11));
        scene.settle();

        assertThat(status("q")).isEqualTo("ok");
    }

    @Test
    void aReferenceToAJobThatStillRunsWaitsForItsEnd() {
        ObjectNode running = JOB.toRest();
        ((ObjectNode) running.path("status")).put("state", "RUNNING");
        scene.world().bigQuery().add(running);
        Replica replica = start();
        scene.publish(REFERENCE.toString());
        awaitGiveBack(replica);
        assertThat(scene.isSettled()).isFalse();

        scene.world().bigQuery().add(JOB.toRest());
        scene.clock().advance(Duration.ofSeconds(11));
        scene.settle();

        assertThat(status("q")).isEqualTo("ok");
    }

    @Test
    void aFailureInPassingIsTriedAgainAtOnce() {
        scene.world().bigQuery().add(JOB.toRest());
        Replica replica = start();
        replica.gateway().failNext(2, "jobs.get", Fault.status(503, "backendError"));
        scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(looks(replica)).isEqualTo(3);
        assertThat(status("q")).isEqualTo("ok");
    }

    // Given up

    @Test
    void aReferenceToNothingIsKeptInTheEndWithTheReason() {
        Replica replica = start();
        String id = scene.publish(REFERENCE.toString());
        awaitGiveBack(replica);
        scene.clock().advance(Duration.ofHours(25));
        scene.settle();

        assertThat(kept(id).path("reason").asText())
                .isEqualTo("gave up after 24h of looking up acme:q: there is no such job in US, EU, us-central1");
        assertThat(kept(id).path("messageId").asText()).isEqualTo(id);
        assertThat(Http.get(replica, "/metrics").body()).contains("bqdispatch_events_total{outcome=\"invalid\"} 1.0");
    }

    @Test
    void aReferenceThatNobodyMayLookUpIsKeptAtOnce() {
        Replica replica = start();
        replica.gateway().failNext(3, "jobs.get", Fault.status(403, "accessDenied"));
        String id = scene.publish(REFERENCE.toString());
        scene.settle();

        assertThat(kept(id).path("reason").asText())
                .startsWith("looking up acme:q: US: 403 accessDenied")
                .contains("EU: 403 accessDenied");
    }

    @Test
    void anEntryWhoseRestIsLostForGoodIsKeptWithTheReason() {
        Replica replica = start();
        String id = scene.publish(CutEntries.bare(JOB).toString());
        awaitGiveBack(replica);
        scene.clock().advance(Duration.ofHours(25));
        scene.settle();

        assertThat(kept(id).path("reason").asText())
                .isEqualTo(
                        "the job's log entry was cut, and gave up after 24h of looking up acme:US.q: there is no such"
                                + " job in US");
    }

    @Test
    void aPlanThatNeedsTheRestOfALostJobIsAnErrorEntry() {
        scene.with(Scene.config("{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [{\"Action\": \"query\","
                + " \"Request\": {\"SQL\": \"SELECT '$Source'\", \"Dest\": \"d.u\"}}]}"));
        Replica replica = start();
        scene.publish(CutEntries.sql(JOB, 8).toString());
        awaitGiveBack(replica);
        scene.clock().advance(Duration.ofHours(25));
        scene.settle();

        JsonNode entry = scene.failedEntry("q");
        assertThat(entry.at("/Response/Error").asText())
                .isEqualTo(
                        "the job's log entry was cut, and gave up after 24h of looking up acme:US.q: there is no such"
                                + " job in US");
        assertThat(entry.at("/Actions/0/Status").asText()).isEqualTo("not run");
        assertThat(scene.submitted("q--000_query--dispatch_nop")).isEmpty();
    }

    @Test
    void aPlanThatNeedsNothingMoreRunsAlthoughTheJobIsLost() {
        start();
        scene.publish(CutEntries.sql(JOB, 8).toString());
        scene.settle();

        assertThat(status("q")).isEqualTo("ok");
    }
}
