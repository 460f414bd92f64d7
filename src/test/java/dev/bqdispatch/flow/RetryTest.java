package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Child jobs that end for a reason that may pass are submitted again. */
class RetryTest {
    private static final String CHILD = "root--000_copy--dispatch";
    private static final String AGAIN = "root--000_copy_r1--dispatch";
    private static final String ALONE = "root--000_copy--dispatch_nop";
    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:staging.orders_20260301", "gs://data/in/orders.csv");

    private final Scene scene = new Scene().with(Scene.config(""));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void theChainGoesOnAfterTheNextAttempt() {
        fail("load-1--000_copy--dispatch");
        scene.with(Scene.config(Routes.CHAIN)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.publish(LOADED, EventFormat.A).settleInTime();
        assertThat(scene.world().bigQuery().jobIds())
                .containsExactly(
                        "load-1",
                        "load-1--000_copy--dispatch",
                        "load-1--000_copy_r1--dispatch",
                        "load-1--000-000_query--dispatch",
                        "load-1--000-000-000_export--dispatch");
        assertThat(scene.names("gs://data/")).containsExactly("done/20260301/orders.csv", "out/20260301.csv");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
    }

    @Test
    void theEntryOfTheFailedAttemptSaysWhatContinues() {
        withTask();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        JsonNode entry = scene.entry(CHILD);
        JsonNode response = entry.path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("retried");
        assertThat(response.path("Continues").asText()).isEqualTo(AGAIN);
        assertThat(response.path("JobError").asText()).isEqualTo("Try again later");
        assertThat(response.has("Error")).isFalse();
        assertThat(response.has("Abandoned")).isFalse();
        assertThat(entry.path("Actions"))
                .extracting(a -> a.path("Status").asText())
                .isEqualTo(List.of("not run"));
    }

    @Test
    void theNextAttemptIsWhereTheFailedOneWasInItsChain() {
        withTask();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        JsonNode response = scene.entry(AGAIN).path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("ok");
        assertThat(response.path("ChainID").asText()).isEqualTo("root");
        assertThat(response.path("Parent").asText()).isEqualTo("root");
        assertThat(response.path("Depth").asInt()).isEqualTo(1);
    }

    @Test
    void theTaskIsHandedOnAsItWas() {
        withTask();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        String old = "gs://ops/journal/" + Scene.HOUR + "/root/000_copy/dispatch.json";
        String next = "gs://ops/journal/" + Scene.HOUR + "/root/000_copy_r1/dispatch.json";
        assertThat(scene.json(next).toString())
                .isEqualTo(scene.json(old).toString().replace(CHILD, AGAIN));
    }

    @Test
    void theChildrenOfTheNextAttemptAreNamedAsThoseOfTheFirst() {
        fail("load-1--000_copy--dispatch");
        scene.with(Scene.config(Routes.CHAIN)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.publish(LOADED, EventFormat.A).settleInTime();
        JsonNode response = scene.entry("load-1--000-000_query--dispatch").path("Response");
        assertThat(response.path("Parent").asText()).isEqualTo("load-1--000_copy_r1--dispatch");
        assertThat(response.path("Depth").asInt()).isEqualTo(2);
    }

    @Test
    void itIsSubmittedFromItsOwnConfigurationInItsOwnPlace() {
        scene.start();
        scene.publish(
                        FailedChildren.copy(ALONE, FailedChildren.IN_PASSING)
                                .withProject("other")
                                .withLocation("EU"),
                        EventFormat.A)
                .settleInTime();
        JsonNode again = scene.world()
                .bigQuery()
                .job("other", "EU", "root--000_copy_r1--dispatch_nop")
                .orElseThrow();
        JsonNode first = scene.world().bigQuery().job("other", "EU", ALONE).orElseThrow();
        assertThat(again.path("configuration")).isEqualTo(first.path("configuration"));
    }

    @Test
    void whatBigQueryAddedToAQueryIsNotSentBack() {
        fail("load-1--000_query--dispatch_nop");
        fail("load-1--001_query--dispatch_nop");
        scene.with(Scene.config("""
                        {"When": {"Dest": "orders_"}, "OnSuccess": [
                          {"Action": "query", "Async": true, "Request": {"SQL": "SELECT 1"}},
                          {"Action": "query", "Request": {"SQL": "INSERT INTO d.t SELECT 1"}}]}
                        """)).start();
        scene.publish(LOADED, EventFormat.A).settleInTime();
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        assertThat(scene.world().bigQuery().jobIds())
                .contains("load-1--000_query_r1--dispatch_nop", "load-1--001_query_r1--dispatch_nop");
    }

    @Test
    void aChildThatNothingWaitsForIsSubmittedAgainToo() {
        scene.start();
        scene.publish(FailedChildren.copy(ALONE, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(ALONE, "root--000_copy_r1--dispatch_nop");
        JsonNode response = scene.entry(ALONE).path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("retried");
        assertThat(response.path("Matched").asBoolean(true)).isFalse();
        assertThat(response.path("ChainID").asText()).isEqualTo("root");
    }

    @Test
    void theseReasonsMayPass() {
        List<String> reasons = List.of(
                "backendError",
                "internalError",
                "jobBackendError",
                "jobInternalError",
                "rateLimitExceeded",
                "jobRateLimitExceeded");
        assertThat(jobsAfterFailuresFor(reasons)).hasSize(2 * reasons.size());
    }

    @Test
    void otherReasonsStayAndNothingIsWritten() {
        List<String> reasons = List.of(
                "notFound", "invalid", "invalidQuery", "quotaExceeded", "resourcesExceeded", "stopped", "accessDenied");
        assertThat(jobsAfterFailuresFor(reasons)).hasSameSizeAs(reasons);
        assertThat(scene.names("gs://ops/")).isEmpty();
    }

    private List<String> jobsAfterFailuresFor(List<String> reasons) {
        scene.start();
        for (String reason : reasons) {
            String id = "root--%03d_copy--dispatch_nop".formatted(reasons.indexOf(reason));
            scene.publish(FailedChildren.copy(id, new JobFailure(reason, "x")), EventFormat.A);
        }
        scene.settleInTime();
        return scene.world().bigQuery().jobIds();
    }

    @Test
    void afterTheLastAttemptTheChildHasFailed() {
        scene.world().bigQuery().failJobs(job -> true, FailedChildren.IN_PASSING);
        scene.with(Scene.config("", ", \"MaxChildAttempts\": 3"));
        withTask();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD, AGAIN, "root--000_copy_r2--dispatch");
        JsonNode response = scene.failedEntry("root--000_copy_r2--dispatch").path("Response");
        assertThat(response.path("Abandoned"))
                .extracting(a -> a.path("Action").asText())
                .isEqualTo(List.of("delete"));
        assertThat(scene.names("gs://data/")).containsExactly("bad/own.csv", "in/rest.csv");
    }

    @Test
    void fiveAttemptsAreMadeUnlessTold() {
        scene.world().bigQuery().failJobs(job -> true, FailedChildren.IN_PASSING);
        scene.start();
        scene.publish(FailedChildren.copy(ALONE, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(scene.world().bigQuery().jobIds()).hasSize(5);
    }

    @Test
    void oneAttemptMeansNoneAgainAndNoLook() {
        scene.with(Scene.config("", ", \"MaxChildAttempts\": 1"));
        Replica replica = scene.start();
        scene.publish(FailedChildren.copy(ALONE, FailedChildren.IN_PASSING), EventFormat.A)
                .settle();
        assertThat(replica.gateway().calls().countOf("jobs.get")).isZero();
        assertThat(scene.world().bigQuery().jobIds()).hasSize(1);
    }

    @Test
    void aRouteForFailureComesAfterTheLastAttempt() {
        scene.world().bigQuery().failJobs(job -> true, FailedChildren.IN_PASSING);
        scene.with(Scene.config("""
                        {"Name": "late", "When": {"Type": "COPY"}, "OnFailure": [
                          {"Action": "delete", "Request": {"URL": "gs://data/in/x"}}]}
                        """, ", \"MaxChildAttempts\": 2")).start();
        scene.world().storage().put("gs://data/in/x", "x");
        scene.publish(FailedChildren.copy(ALONE, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        JsonNode first = scene.entry(ALONE);
        assertThat(first.path("Response").path("Status").asText()).isEqualTo("retried");
        assertThat(first.path("Response").path("MatchedRoute").asText()).startsWith("late in ");
        assertThat(first.path("Actions").path(0).path("Status").asText()).isEqualTo("not run");
        JsonNode last = scene.entry("root--000_copy_r1--dispatch_nop");
        assertThat(last.path("Actions").path(0).path("Status").asText()).isEqualTo("done");
    }

    @Test
    void theSameCompletionInAnotherFormatIsADuplicate() {
        withTask();
        SampleJob child = FailedChildren.copy(CHILD, FailedChildren.IN_PASSING);
        scene.publish(child, EventFormat.A).settleInTime();
        scene.publish(child, EventFormat.B, EventFormat.D).settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD, AGAIN);
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void eachAttemptWaitsTwiceAsLongAsTheOneBefore() {
        fail(ALONE);
        scene.start();
        scene.publish(
                FailedChildren.copy("root--000_copy_r2--dispatch_nop", FailedChildren.IN_PASSING)
                        .endedAt(Scene.NOW),
                EventFormat.A);
        assertThat(scene.untilAwake()).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void theWaitIsReckonedFromTheEndOfTheJobAtAnyReplica() {
        Replica first = withTask();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING).endedAt(Scene.NOW), EventFormat.A);
        assertThat(scene.untilAwake()).isEqualTo(Duration.ofSeconds(20));
        scene.clock().advance(Duration.ofSeconds(13));
        first.kill();
        scene.world().pubSub().expireLeases();
        scene.start();
        assertThat(scene.untilAwake()).isEqualTo(Duration.ofSeconds(7));
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD);
        scene.clock().advance(Duration.ofSeconds(7));
        scene.settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD, AGAIN);
    }

    @Test
    void anEventThatComesAfterTheWaitDoesNotWaitHoweverOldItIs() {
        withTask();
        scene.clock().advance(Duration.ofDays(3));
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD, AGAIN);
    }

    @Test
    void aJobThatBigQueryHasForgottenHasFailed() {
        withTask();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING)
                .event(EventFormat.A)
                .toString());
        scene.settle();
        assertThat(scene.failedEntry(CHILD).path("Response").path("Abandoned")).hasSize(1);
        assertThat(scene.names("gs://data/")).contains("bad/own.csv");
    }

    @Test
    void aLookThatFailsInPassingIsMadeAgainLater() {
        Replica replica = withTask();
        replica.gateway().failNext(3, "jobs.get", Fault.status(503, "backendError"));
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(scene.entry(CHILD).path("Response").path("Status").asText()).isEqualTo("retried");
    }

    @Test
    void aChildWhoseTaskIsSomewhereElseIsLeftToWhoeverReadsThere() {
        Replica replica = scene.start();
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD);
        assertThat(replica.gateway().calls().countOf("jobs.get")).isZero();
    }

    @Test
    void aTaskThatCanNotBeReadIsAnErrorAtOnce() {
        withTask();
        scene.world()
                .storage()
                .put(
                        "gs://ops/tasks/root/000_copy/dispatch.json",
                        FailedChildren.task().replace("delete", "leap"));
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settle();
        assertThat(scene.failedEntry(CHILD).path("Response").path("Error").asText())
                .contains("leap");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(CHILD);
    }

    @Test
    void aStrangerUnderTheNextNameEndsTheChainAloud() {
        withTask();
        scene.world()
                .bigQuery()
                .add(SampleJob.copy(AGAIN, "acme:d.u", "acme:d.t")
                        .withLabels(Map.of("bqdispatch_step", "another"))
                        .toRest());
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertRefused("belongs to step another, not to step 0123456789abcdef");
    }

    @Test
    void aRefusedAttemptEndsTheChainAloud() {
        Replica replica = withTask();
        replica.gateway().failNext(1, "jobs.insert", Fault.status(403, "accessDenied"));
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertRefused("403 accessDenied");
    }

    @Test
    void anAttemptThatNeverGetsThroughIsGivenUpAndItsTaskTakenBack() {
        scene.with(Scene.config("", ", \"GiveUpAfter\": \"1h\""));
        Replica replica = withTask();
        replica.gateway().failNext(1_000, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertRefused("503 backendError");
    }

    @Test
    void anAttemptThatGotThroughUnheardIsNotGivenUp() {
        scene.with(Scene.config("", ", \"GiveUpAfter\": \"1h\""));
        Replica replica = withTask();
        replica.gateway().failNext(1, "jobs.insert", Fault.loseReply());
        replica.gateway().failNext(1_000, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(FailedChildren.copy(CHILD, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(scene.entry(CHILD).path("Response").path("Continues").asText())
                .isEqualTo(AGAIN);
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names("gs://data/")).as("OnSuccess of the attempt ran").containsExactly("in/own.csv");
    }

    private void assertRefused(String why) {
        JsonNode response = scene.failedEntry(CHILD).path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("error");
        assertThat(response.path("Error").asText())
                .contains("failed with backendError and can't be submitted again as " + AGAIN)
                .contains(why);
        assertThat(response.path("Abandoned")).hasSize(1);
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names("gs://data/")).as("OnFailure ran").containsExactly("bad/own.csv", "in/rest.csv");
    }

    @Test
    void attemptsAreCounted() {
        Replica replica = scene.start();
        scene.publish(FailedChildren.copy(ALONE, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(Http.get(replica, "/metrics").body())
                .contains("bqdispatch_resubmissions_total{outcome=\"submitted\",reason=\"backendError\"} 1.0")
                .contains("bqdispatch_events_total{outcome=\"retried\"} 1.0");
    }

    private void fail(String jobId) {
        scene.world().bigQuery().failJobs(FailedChildren.named(jobId), FailedChildren.IN_PASSING);
    }

    private Replica withTask() {
        scene.world().storage().put("gs://ops/tasks/root/000_copy/dispatch.json", FailedChildren.task());
        scene.world().storage().put("gs://data/in/rest.csv", "1,2");
        scene.world().storage().put("gs://data/in/own.csv", "1,2");
        return scene.start();
    }
}
