package dev.bqdispatch.flow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Google fails, for an event's own reasons or for everybody. */
class FaultsTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final String CHILD = "load-1--000_copy--dispatch";
    private static final String COPY_THEN_DELETE = """
            {"When": {"Dest": "d.t"}, "OnSuccess": [
              {"Action": "copy", "Request": {"Dest": "d.u"}},
              {"Action": "delete", "Request": {"URLs": "$LoadURIs"}}]}
            """;

    private static final String DELETE = """
            {"When": {"Dest": "d.t"}, "OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/x"}}]}
            """;

    private final Scene scene = new Scene().with(Scene.config(COPY_THEN_DELETE));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aFailureInPassingIsTriedAgainAtOnce() {
        Replica replica = scene.start();
        replica.gateway().failNext(2, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.entry("load-1")
                        .path("Actions")
                        .path(0)
                        .path("Attempts")
                        .asInt())
                .isEqualTo(3);
        assertThat(scene.entry(CHILD).path("Response").path("Status").asText()).isEqualTo("ok");
    }

    @Test
    void aLostReplySubmitsNothingTwice() {
        Replica replica = scene.start();
        replica.gateway().failNext(1, "jobs.insert", Fault.loseReply());
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", CHILD);
        assertThat(scene.entry("load-1").path("Actions").path(0).path("Status").asText())
                .isEqualTo("submitted");
    }

    @Test
    void anEventThatKeepsFailingIsGivenBackAndComesLater() {
        Replica replica = scene.start();
        replica.gateway().failNext(3, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        assertThat(scene.names("gs://ops/journal/")).isEmpty();
        scene.clock().advance(Duration.ofSeconds(11));
        scene.settle();
        assertThat(scene.entry(CHILD).path("Response").path("Status").asText()).isEqualTo("ok");
    }

    @Test
    void anEventThatFailsForADayIsGivenUp() {
        Replica replica = scene.start();
        replica.gateway().failNext(100, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        scene.clock().advance(Duration.ofHours(25));
        scene.settle();
        JsonNode entry = scene.failedEntry("load-1");
        assertThat(entry.path("Response").path("Error").asText())
                .contains("gave up after 24h")
                .contains("backendError");
        assertThat(entry.path("Actions"))
                .extracting(action -> action.path("Status").asText())
                .isEqualTo(List.of("failed", "not run"));
    }

    @Test
    void anEventThatIsGivenUpLeavesNoTask() {
        Replica replica = scene.start();
        replica.gateway().failNext(100, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        scene.clock().advance(Duration.ofHours(25));
        scene.settle();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void aRefusedTokenIsAnErrorAtTheSecondTimeAndLeavesNoTask() {
        Replica replica = scene.start();
        replica.gateway().failNext(2, "jobs.insert", Fault.status(401, "authError"));
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.failedEntry("load-1").path("Response").path("Error").asText())
                .contains("authError");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void anEntryTellsWhichDeliverySucceeded() {
        Replica replica = scene.start();
        replica.gateway().failNext(3, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        scene.clock().advance(Duration.ofSeconds(11));
        scene.settle();
        assertThat(scene.entry("load-1").path("Response").path("Attempt").asInt())
                .isEqualTo(2);
    }

    @Test
    void anAnswerThatMakesNoSenseIsGivenUpInTheEnd() {
        Replica replica = scene.start();
        replica.gateway()
                .wireMock()
                .stubFor(post(urlPathEqualTo("/bigquery/v2/projects/acme/jobs"))
                        .willReturn(aResponse().withStatus(200)));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        scene.clock().advance(Duration.ofHours(25));
        scene.settle();
        assertThat(scene.failedEntry("load-1").path("Response").path("Error").asText())
                .contains("gave up");
    }

    @Test
    void anotherQuotaIsWaitedForToo() {
        Replica replica = scene.start();
        replica.gateway().failNext(1, "jobs.insert", Fault.status(403, "dailyLimitExceeded"));
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
    }

    @Test
    void aMissingBucketOfTasksIsNoMissingTask() {
        Replica replica = scene.with(Scene.config("").replace("gs://ops/tasks/", "gs://gone/tasks/"))
                .start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A);
        await().untilAsserted(
                        () -> assertThat(Http.get(replica, "/health/ready").body())
                                .contains("gs://gone/tasks/")
                                .contains("bucket does not exist"));
        assertThat(scene.isSettled()).isFalse();
    }

    @Test
    void aJobThatBigQueryRefusesIsAnErrorEntryAndLeavesNoTask() {
        Replica replica = scene.start();
        replica.gateway().failNext(1, "jobs.insert", Fault.status(403, "accessDenied"));
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.failedEntry("load-1").path("Response").path("Error").asText())
                .contains("copy")
                .contains("accessDenied");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void aRateLimitIsWaitedFor() {
        Replica replica = scene.start();
        replica.gateway().failNext(2, "jobs.insert", Fault.status(403, "rateLimitExceeded"));
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
    }

    @Test
    void aJournalThatCantBeWrittenPausesPullingAndLosesNothing() {
        Replica replica = scene.with(Scene.config(DELETE)).start();
        replica.gateway().failNext(100, "objects.insert", Fault.status(403, "forbidden"));
        scene.publish(LOADED, EventFormat.A);
        await().untilAsserted(
                        () -> assertThat(Http.get(replica, "/health/ready").body())
                                .contains("gs://ops/journal/")
                                .contains("forbidden"));
        assertThat(Http.get(replica, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(Http.get(replica, "/health/live").statusCode()).isEqualTo(200);
        assertThat(scene.isSettled()).isFalse();
        replica.gateway().heal();
        scene.clock().advance(Duration.ofSeconds(30));
        scene.settle();
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
        await().untilAsserted(() ->
                assertThat(Http.get(replica, "/health/ready").statusCode()).isEqualTo(200));
    }
}
