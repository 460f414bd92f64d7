package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.ledger.StateNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failed dispatches that an operator does again. */
class ReplayTest {
    private static final String ERRORS = "gs://ops/errors/" + Scene.HOUR + "/";
    private static final String ENTRY = ERRORS + "load-1-job.json";
    private static final String CHILD_ENTRY = ERRORS + "load-1/000_copy/dispatch-job.json";
    /** On the replay of that first entry. */
    private static final String CLAIM = new StateNames(new ObjectUrl("ops", "journal/_bqdispatch/"))
            .replay(new JobRef("acme", "US", "load-1"))
            .toString();

    private static final SampleJob LOADED = SampleJob.load(
                    "load-1", "acme:staging.orders_20260301", "gs://data/in/orders.csv")
            .endedAt(Scene.NOW);
    /** Deletes, then moves to where nothing can be put, then copies, then deletes what the copy is for. */
    private static final String ROUTE = """
            {"Name": "daily", "When": {"Type": "LOAD"}, "OnSuccess": [
              {"Action": "delete", "Request": {"URL": "gs://data/in/ready.ok"}},
              {"Action": "move", "Request": {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/done/"}},
              {"Action": "copy", "Request": {"Dest": "shop.orders"}},
              {"Action": "delete", "Request": {"URL": "gs://data/in/last.ok"}}]}
            """;

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void failRoute() {
        scene.with(Scene.config(ROUTE)).start();
        List.of("ready.ok", "last.ok", "orders.csv")
                .forEach(name -> scene.world().storage().put("gs://data/in/" + name, ""));
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.names("gs://ops/")).containsExactly("errors/" + Scene.HOUR + "/load-1-job.json");
    }

    private void mend() {
        scene.world().storage().createBucket("away");
    }

    private void failChild() {
        scene.world()
                .bigQuery()
                .failJobs(FailedChildren.named("load-1--000_copy--dispatch"), new JobFailure("notFound", "no table"));
        scene.with(Scene.config(Routes.CHAIN)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.failedEntry("load-1--000_copy--dispatch")
                        .path("Response")
                        .path("Abandoned"))
                .hasSize(3);
    }

    @Test
    void aPlanGoesOnAtItsFirstActionThatIsNotDone() {
        failRoute();
        mend();
        // Whoever puts it there again after the first dispatch must find it again after the second.
        scene.world().storage().put("gs://data/in/ready.ok", "next");
        Operator operator = Operator.replays(scene, ENTRY);
        scene.settle();
        assertThat(operator.said()).contains("replayed  " + ENTRY + ": ok");
        assertThat(operator.exitCode()).isZero();
        assertThat(scene.names("gs://data/")).containsExactly("in/ready.ok");
        assertThat(scene.names("gs://away/")).containsExactly("done/orders.csv");
        assertThat(scene.entry("load-1").path("Actions"))
                .extracting(action -> action.path("Status").asText())
                .isEqualTo(List.of("done", "done", "submitted", "not run"));
    }

    @Test
    void aPlanGoesOnBehindAJobThatNothingOfItWaitsFor() {
        scene.with(Scene.config("""
                        {"When": {"Type": "LOAD"}, "OnSuccess": [
                          {"Action": "copy", "Async": true, "Request": {"Dest": "shop.orders"}},
                          {"Action": "move", "Request":
                            {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/done/"}}]}
                        """)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "");
        scene.publish(LOADED, EventFormat.A).settle();
        mend();
        assertThat(Operator.replays(scene, ENTRY).exitCode()).isZero();
        assertThat(scene.names("gs://away/")).containsExactly("done/orders.csv");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", "load-1--000_copy--dispatch_nop");
    }

    /** Its job may not be submitted again, so what is there for its failure has begun, and goes on behind a job of that. */
    @Test
    void whatWaitsForAJobOfTheFailedDispatchIsNotDoneByTheReplayToo() {
        String child = "root--000_copy--dispatch";
        scene.world().pubSub().createTopic(Told.TOPIC);
        scene.world().storage().put("gs://ops/tasks/root/000_copy/dispatch.json", """
                {"JobRef": {"ProjectID": "acme", "Location": "US", "JobID": "root--000_copy--dispatch"},
                 "ChainID": "root", "Root": {"ProjectID": "acme", "Location": "US", "JobID": "root"},
                 "Parent": "root", "Depth": 1,
                 "OnFailure": [{"Action": "copy", "Request": {"Source": "d.t", "Dest": "d.v"}},
                   {"Action": "push", "Request": {"Topic": "done", "Message": "x"}}]}
                """);
        scene.with(Scene.config("")).start(refusingAJob());
        scene.publish(FailedChildren.copy(child, FailedChildren.IN_PASSING), EventFormat.A)
                .settleInTime();
        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        List<String> jobs = scene.world().bigQuery().jobIds();
        try (Gateway gateway = refusingAJob()) {
            assertThat(Operator.replays(scene, gateway, ERRORS + "root/000_copy/dispatch-job.json")
                            .said())
                    .contains("can't be submitted again as root--000_copy_p1--dispatch");
        }
        scene.settle();
        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        assertThat(scene.world().bigQuery().jobIds()).isEqualTo(jobs);
        assertThat(scene.failedEntry(child).path("Actions"))
                .extracting(action -> action.path("Status").asText())
                .isEqualTo(List.of("submitted", "not run"));
    }

    private Gateway refusingAJob() {
        Gateway gateway = Gateway.to(scene.world());
        gateway.failNext(1, "jobs.insert", Fault.status(403, "accessDenied"));
        return gateway;
    }

    @Test
    void anActionThatWasNotAskedForIsNotAskedForByTheReplayEither() {
        scene.with(Scene.config("""
                        {"When": {"Type": "LOAD"}, "OnSuccess": [
                          {"Action": "delete", "When": {"Exists": "d.flag"}, "Request": {"URL": "gs://data/in/ready.ok"}},
                          {"Action": "move", "Request":
                            {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/done/"}}]}
                        """)).start();
        List.of("ready.ok", "orders.csv")
                .forEach(name -> scene.world().storage().put("gs://data/in/" + name, ""));
        scene.publish(LOADED, EventFormat.A).settle();
        mend();
        scene.world().bigQuery().tables().write("acme:d.flag");
        assertThat(Operator.replays(scene, ENTRY).exitCode()).isZero();
        assertThat(scene.names("gs://data/")).containsExactly("in/ready.ok");
    }

    @Test
    void whatFollowsFromAReplayIsNamedAfterIt() {
        failRoute();
        mend();
        Operator.replays(scene, ENTRY);
        scene.settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", "load-1--002_copy_p1--dispatch");
        assertThat(scene.entry("load-1--002_copy_p1--dispatch")
                        .path("Response")
                        .path("Status")
                        .asText())
                .isEqualTo("ok");
    }

    @Test
    void theOldEntryIsKeptAndTheNewOneSaysWhatItIs() {
        failRoute();
        String old = scene.world().storage().text(ENTRY);
        mend();
        Operator.replays(scene, ENTRY);
        scene.settle();
        assertThat(scene.names(ERRORS)).containsExactly("load-1-job.1.json");
        assertThat(scene.world().storage().text(ERRORS + "load-1-job.1.json")).isEqualTo(old);
        JsonNode response = scene.entry("load-1").path("Response");
        assertThat(response.path("Source").asText()).isEqualTo("replay");
        assertThat(response.path("EventID"))
                .isEqualTo(Scene.read(old).path("Response").path("EventID"));
        assertThat(scene.names("gs://ops/journal/_bqdispatch/")).isEmpty();
    }

    @Test
    void whatFailsAgainHasANewEntryInItsPlace() {
        failRoute();
        Operator first = Operator.replays(scene, ENTRY);
        Operator second = Operator.replays(scene, ENTRY);
        assertThat(first.exitCode()).isEqualTo(1);
        assertThat(first.said()).contains("failed    " + ENTRY + ": action 1, move:");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(scene.names(ERRORS)).containsExactly("load-1-job.1.json", "load-1-job.2.json", "load-1-job.json");
        assertThat(scene.failedEntry("load-1").path("Response").path("Source").asText())
                .isEqualTo("replay");
        mend();
        assertThat(Operator.replays(scene, ENTRY).exitCode()).isZero();
        scene.settle();
        assertThat(scene.world().bigQuery().jobIds()).contains("load-1--002_copy_p3--dispatch");
    }

    @Test
    void aFailedChildIsSubmittedAgainWithWhatWaitsForIt() {
        failChild();
        Operator operator = Operator.replays(scene, CHILD_ENTRY);
        scene.settle();
        assertThat(operator.said()).contains(": submitted again as load-1--000_copy_p1--dispatch");
        assertThat(scene.world().bigQuery().jobIds())
                .containsExactly(
                        "load-1",
                        "load-1--000_copy--dispatch",
                        "load-1--000_copy_p1--dispatch",
                        "load-1--000-000_query_p1--dispatch",
                        "load-1--000-000-000_export_p1--dispatch");
        assertThat(scene.submitted("load-1--000_copy_p1--dispatch"))
                .isEqualTo(scene.submitted("load-1--000_copy--dispatch"));
        assertThat(scene.names("gs://data/")).containsExactly("done/20260301/orders.csv", "out/20260301.csv");
        JsonNode response = scene.entry("load-1--000_copy--dispatch").path("Response");
        assertThat(response.path("Status").asText()).isEqualTo("retried");
        assertThat(response.path("Continues").asText()).isEqualTo("load-1--000_copy_p1--dispatch");
        assertThat(response.has("Abandoned")).isFalse();
    }

    @Test
    void aChildThatDidWellIsNotSubmittedAgainForItsPlanFailed() {
        scene.with(Scene.config("""
                        {"When": {"Type": "LOAD"}, "OnSuccess": [
                          {"Action": "copy", "Request": {"Dest": "shop.orders"}},
                          {"Action": "move", "Request":
                            {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/done/"}}]}
                        """)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "");
        scene.publish(LOADED, EventFormat.A).settle();
        mend();
        assertThat(Operator.replays(scene, CHILD_ENTRY).exitCode()).isZero();
        assertThat(scene.names("gs://away/")).containsExactly("done/orders.csv");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", "load-1--000_copy--dispatch");
    }

    /** Who reads where its task is would miss the events of what we submit in its place. */
    @Test
    void aFailedChildWhoseTaskIsSomewhereElseIsNotSubmittedAgain() {
        String child = "root--000_copy--dispatch";
        scene.with(Scene.config("""
                        {"When": {"Type": "COPY"}, "OnFailure": [{"Action": "move", "Request":
                          {"SourceURL": "gs://data/in/orders.csv", "DestURL": "gs://away/done/"}}]}
                        """)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "");
        scene.publish(
                        FailedChildren.copy(child, new JobFailure("notFound", "no table"))
                                .endedAt(Scene.NOW),
                        EventFormat.A)
                .settle();
        mend();
        assertThat(Operator.replays(scene, ERRORS + "root/000_copy/dispatch-job.json")
                        .exitCode())
                .isZero();
        assertThat(scene.names("gs://away/")).containsExactly("done/orders.csv");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(child);
    }

    @Test
    void afterNinetyNineReplaysThereAreNoMoreNames() {
        failRoute();
        mend();
        scene.world().storage().put(ERRORS + "load-1-job.99.json", "{}");
        assertThat(Operator.replays(scene, ENTRY).said())
                .contains("skipped   " + ENTRY + ": it was replayed 99 times, and there are no more names");
        assertThat(scene.names("gs://away/")).isEmpty();
    }

    /** Its ID may have any form that its owner likes, also that of ours. */
    @Test
    void aJobOfSomebodyElsesThatIsNamedLikeTheNinetyNinthReplayWasNeverReplayed() {
        String id = "load-1--000_load_p99--dispatch_nop";
        scene.with(Scene.config(ROUTE)).start();
        scene.world().storage().put("gs://data/in/orders.csv", "");
        scene.publish(
                        SampleJob.load(id, "acme:staging.orders_20260301", "gs://data/in/orders.csv")
                                .endedAt(Scene.NOW),
                        EventFormat.A)
                .settle();
        mend();
        Operator operator = Operator.replays(scene, ERRORS + "load-1/000_load_p99/dispatch_nop-job.json");
        scene.settle();
        assertThat(operator.exitCode()).isZero();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly(id, id + "--002_copy_p1--dispatch");
    }

    @Test
    void itsTaskGoesBesideTheNewEntry() {
        failChild();
        Operator.replays(scene, CHILD_ENTRY);
        scene.settle();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names(ERRORS)).containsExactly("load-1/000_copy/dispatch-job.1.json");
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/load-1/000_copy"))
                .containsExactly("/dispatch-job.json", "/dispatch.json", "_p1/dispatch-job.json", "_p1/dispatch.json");
    }

    @Test
    void aReplayedChildThatFailsForGoodIsReplayedUnderTheNextNumber() {
        scene.world()
                .bigQuery()
                .failJobs(
                        FailedChildren.named("load-1--000_copy_p1--dispatch"), new JobFailure("notFound", "no table"));
        failChild();
        Operator.replays(scene, CHILD_ENTRY);
        scene.settle();
        Operator.replays(scene, ERRORS + "load-1/000_copy_p1/dispatch-job.json");
        scene.settle();
        assertThat(scene.world().bigQuery().jobIds())
                .contains("load-1--000_copy_p2--dispatch", "load-1--000-000_query_p2--dispatch");
        assertThat(scene.names("gs://data/")).containsExactly("done/20260301/orders.csv", "out/20260301.csv");
    }

    @Test
    void aReplayedChildThatFailsInPassingIsSubmittedAgainAsAny() {
        scene.world()
                .bigQuery()
                .failJobs(FailedChildren.named("load-1--000_copy_p1--dispatch"), FailedChildren.IN_PASSING);
        failChild();
        Operator.replays(scene, CHILD_ENTRY);
        scene.settleInTime();
        assertThat(scene.world().bigQuery().jobIds())
                .contains("load-1--000_copy_r1_p1--dispatch", "load-1--000-000_query_p1--dispatch");
    }

    @Test
    void aTaskThatWasMendedBesideItsEntryRuns() {
        scene.with(Scene.config("")).start();
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", "{\"OnSuccess\": [{\"Action\": \"dlete\"}]}");
        scene.world().storage().put("gs://data/in/t.csv", "goes");
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1").endedAt(Scene.NOW), EventFormat.A)
                .settle();
        scene.world().storage().put(ERRORS + "x/dispatch.json", """
                {"OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/in/t.csv"}}]}
                """);
        assertThat(Operator.replays(scene, ERRORS + "x/dispatch-job.json").exitCode())
                .isZero();
        assertThat(scene.names("gs://data/")).isEmpty();
        assertThat(scene.names("gs://ops/"))
                .containsExactly(
                        "errors/" + Scene.HOUR + "/x/dispatch-job.1.json",
                        "journal/" + Scene.HOUR + "/x/dispatch-job.json",
                        "journal/" + Scene.HOUR + "/x/dispatch.json");
    }

    @Test
    void aRouteIsTheOneOfToday() {
        failRoute();
        scene.with(Scene.config("""
                {"Name": "other", "When": {"Type": "LOAD"}, "OnSuccess": [
                  {"Action": "delete", "Request": {"URL": "gs://data/in/ready.ok"}},
                  {"Action": "delete", "Request": {"URL": "gs://data/in/last.ok"}}]}
                """));
        scene.world().storage().put("gs://data/in/ready.ok", "next");
        assertThat(Operator.replays(scene, ENTRY).exitCode()).isZero();
        assertThat(scene.names("gs://data/")).containsExactly("in/orders.csv", "in/ready.ok");
        assertThat(scene.entry("load-1").path("Response").path("MatchedRoute").asText())
                .startsWith("other in ");
    }

    @Test
    void whatNoRouteTakesTodayStaysAsItIs() {
        failRoute();
        String before = Traces.of(scene.world()).toString();
        scene.with(Scene.config(""));
        Operator operator = Operator.replays(scene, ENTRY);
        assertThat(operator.said()).contains("skipped   " + ENTRY + ": nothing waits for the job any more");
        assertThat(operator.exitCode()).isEqualTo(1);
        assertThat(Traces.of(scene.world())).hasToString(before);
    }

    @Test
    void aDryRunTellsWhatWouldBeDoneAndWritesNothing() {
        failRoute();
        try (Gateway gateway = Gateway.to(scene.world())) {
            Operator operator = Operator.replays(scene, gateway, "--dry-run", "--since", "2h");
            assertThat(operator.said())
                    .contains("would     " + ENTRY + ": would go on at action 1 of 4, move, of route daily in ")
                    .contains("nothing was done");
            assertThat(operator.exitCode()).isZero();
            assertThat(gateway.calls().all()).extracting(Call::method).noneMatch(ReplayTest::writes);
        }
    }

    @Test
    void aDryRunTellsAsWhatAJobWouldBeSubmittedAgain() {
        failChild();
        try (Gateway gateway = Gateway.to(scene.world())) {
            assertThat(Operator.replays(scene, gateway, "--dry-run", CHILD_ENTRY)
                            .said())
                    .contains("would submit the job again as load-1--000_copy_p1--dispatch, with what waits for it");
            assertThat(gateway.calls().all()).extracting(Call::method).noneMatch(ReplayTest::writes);
        }
    }

    private static boolean writes(String method) {
        return List.of("insert", "delete", "rewrite", "publish").stream().anyMatch(method::contains);
    }

    @Test
    void entriesAreFoundByTheTimeOfTheirWriting() {
        failChild();
        scene.clock().advance(Duration.ofHours(3));
        assertThat(Operator.replays(scene, "--since", "2h").said()).contains("no entry of a failed dispatch was found");
        Operator all = Operator.replays(scene, "--since", "1d", "--dry-run");
        assertThat(all.said()).contains(CHILD_ENTRY).doesNotContain("dispatch.json:");
    }

    @Test
    void onlyEntriesOfTheRouteAreReplayed() {
        failRoute();
        assertThat(Operator.replays(scene, "--since", "1d", "--route", "dail", "--dry-run")
                        .said())
                .contains("no entry of a failed dispatch was found");
        assertThat(Operator.replays(scene, "--since", "1d", "--route", "daily", "--dry-run")
                        .said())
                .contains(ENTRY);
    }

    @Test
    void aChildIsOneOfTheRouteThatItsChainBeganWith() {
        failChild();
        assertThat(Operator.replays(scene, "--since", "1d", "--route", "daily", "--dry-run")
                        .said())
                .contains(CHILD_ENTRY);
        assertThat(Operator.replays(scene, "--since", "1d", "--route", "others", "--dry-run")
                        .said())
                .contains("no entry of a failed dispatch was found");
    }

    @Test
    void whoeverComesSecondIsToldOfTheFirst() {
        failRoute();
        mend();
        scene.world().storage().put(CLAIM, ByteString.EMPTY, Map.of("owner", "somebody", "lease-ms", "300000"));
        Operator second = Operator.replays(scene, ENTRY);
        assertThat(second.said()).contains("left      " + ENTRY + ": it is being replayed elsewhere");
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(scene.names(ERRORS)).containsExactly("load-1-job.json");
        scene.clock().advance(Duration.ofMinutes(6));
        assertThat(Operator.replays(scene, ENTRY).exitCode()).isZero();
    }

    @Test
    void whoeverReadAnEntryThatAnotherReplayWroteAnewIsToldSo() {
        failRoute();
        Sleep sleep = Sleep.inCall(1, call -> call.is("objects.list"));
        try (Gateway gateway = Gateway.to(scene.world()).watchedBy(sleep)) {
            CompletableFuture<Operator> slow =
                    CompletableFuture.supplyAsync(() -> Operator.replays(scene, gateway, ENTRY));
            await("sleep").until(sleep::hasBegun);
            Operator.replays(scene, ENTRY);
            sleep.wake();
            assertThat(slow.join().said()).contains("left      " + ENTRY + ": its entry was written anew meanwhile");
        }
        assertThat(scene.names(ERRORS)).containsExactly("load-1-job.1.json", "load-1-job.json");
    }

    @Test
    void twoAtOnceDoNothingTwice() {
        failRoute();
        mend();
        List<CompletableFuture<Operator>> both = Stream.of(1, 2)
                .map(each -> CompletableFuture.supplyAsync(() -> Operator.replays(scene, ENTRY)))
                .toList();
        both.forEach(CompletableFuture::join);
        scene.settle();
        assertThat(scene.names(ERRORS)).containsExactly("load-1-job.1.json");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", "load-1--002_copy_p1--dispatch");
    }

    @Test
    void aDuplicateOfTheEventChangesNothing() {
        failChild();
        Operator.replays(scene, CHILD_ENTRY);
        scene.settle();
        String after = Traces.of(scene.world()).toString();
        scene.publish(LOADED, EventFormat.B);
        scene.publish(scene.world()
                .bigQuery()
                .job("acme", "US", "load-1--000_copy--dispatch")
                .orElseThrow()
                .toString());
        scene.settle();
        assertThat(Traces.of(scene.world())).hasToString(after);
    }

    @Test
    void aTaskWhoseSecretWasNotKeptHasToBePutBack() {
        scene.with(Scene.config("")).start();
        String task = """
                {"OnSuccess": [
                  {"Action": "move", "Request": {"SourceURL": "gs://data/in/none", "DestURL": "gs://data/away/"}},
                  {"Action": "notify", "Request": {"Channels": "#nowhere", "Title": "x", "Token": "planted"}}]}
                """;
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", task);
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        String entry = ERRORS + "x/dispatch-job.json";
        Operator operator = Operator.replays(scene, entry);
        assertThat(operator.said())
                .contains("its task held a secret, which is not kept; put it, with the secret, to"
                        + " gs://ops/tasks/x/dispatch.json, and replay again");
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", task);
        assertThat(Operator.replays(scene, entry).said()).contains("failed    " + entry);
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names(ERRORS))
                .containsExactly("x/dispatch-job.1.json", "x/dispatch-job.json", "x/dispatch.json");
        for (String object : scene.world().storage().list("gs://ops/")) {
            assertThat(scene.world().storage().text(object)).doesNotContain("planted");
        }
    }

    @Test
    void aTaskThatIsGoneIsMissed() {
        failChild();
        scene.world().storage().remove(ERRORS + "load-1/000_copy/dispatch.json");
        assertThat(Operator.replays(scene, CHILD_ENTRY).said())
                .contains("skipped   " + CHILD_ENTRY + ": its task is gone: it is neither at"
                        + " gs://ops/tasks/load-1/000_copy/dispatch.json nor at " + ERRORS
                        + "load-1/000_copy/dispatch.json");
        assertThat(scene.world().bigQuery().jobIds()).hasSize(2);
    }

    @Test
    void aTaskOutsideTheFolderOfTasksIsNotFetched() {
        failChild();
        tamper(CHILD_ENTRY, "gs://ops/tasks/load-1", "gs://data/in");
        assertThat(Operator.replays(scene, CHILD_ENTRY).said())
                .contains("skipped ")
                .contains("$.Response.MatchedURL is not under DeferTaskURL");
    }

    @Test
    void anEntryThatLiesWhereItDoesNotBelongIsNotReplayed() {
        failRoute();
        String elsewhere = ERRORS + "load-2-job.json";
        scene.world()
                .storage()
                .put(elsewhere, scene.world().storage().object(ENTRY).content(), Map.of("job", "acme:US.load-1"));
        assertThat(Operator.replays(scene, elsewhere).said()).contains("is not where this service writes the entry of");
    }

    @Test
    void whatIsNoEntryOfAFailedDispatchIsSaid() {
        failRoute();
        tamper(ENTRY, "\"Status\" : \"error\"", "\"Status\" : \"ok\"");
        assertThat(Operator.replays(scene, ENTRY).said())
                .contains("$.Response.Status is ok, so nothing is to be replayed");
        scene.world().storage().put(ENTRY, "{\"Response\": {}}");
        assertThat(Operator.replays(scene, ENTRY).said()).contains("$.Response.Status is missing; expected error");
        scene.world().storage().put(ENTRY, "{");
        assertThat(Operator.replays(scene, ENTRY).said()).contains("is no JSON, and so no entry");
        assertThat(Operator.replays(scene, ERRORS + "none-job.json").said()).contains("there is no such object");
    }

    private void tamper(String url, String from, String to) {
        String text = scene.world().storage().text(url);
        assertThat(text).contains(from);
        scene.world()
                .storage()
                .put(
                        url,
                        ByteString.copyFromUtf8(text.replace(from, to)),
                        scene.world().storage().object(url).metadata());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gs://ops/journal/2026-03-01_12/load-1-job.json| is not under ErrorURL, gs://ops/errors/",
                "load-1| is no URL of an object",
                "gs://ops/errors/../journal/load-1-job.json| is no URL of an object",
                "gs://ops/errors/2026-03-01_12/load-1-job.1.json| is kept of an earlier replay",
                "gs://ops/errors/invalid/2026-03-01_12/7.json| is a message that could not be used",
                "gs://ops/errors/orphaned/x.json| is a task that was put aside",
                "gs://ops/errors/2026-03-01_99/load-1-job.json| is no entry"
            })
    void whatCanBeNoEntryIsWrongUsage(String url, String reason) {
        scene.with(Scene.config(""));
        Operator operator = Operator.replays(scene, url);
        assertThat(operator.exitCode()).isEqualTo(2);
        assertThat(operator.complained()).contains("error: " + url + " " + reason.strip());
    }

    @ParameterizedTest
    @CsvSource({"--dry-run", "--since=2 --route=x", "--since=2h gs://ops/errors/x", "--since=2h --limit=0"})
    void wrongUsageIsSaid(String arguments) {
        scene.with(Scene.config(""));
        Operator operator = Operator.replays(scene, arguments.split(" "));
        assertThat(operator.exitCode()).isEqualTo(2);
        assertThat(operator.complained()).containsIgnoringCase("expected");
    }
}
