package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.CrashGate;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service does not do, however often and late it is told. */
class GuardsTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aFileUploadedAgainIsLeftAloneByALateDelivery() {
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [{"Action": "delete", "Request": {"URLs": "$LoadURIs"}}]}
                """));
        scene.start();
        scene.world().storage().put("gs://data/in/t.csv", "uploaded again after the job");
        scene.publish(LOADED.endedAt(Scene.NOW.minus(Duration.ofMinutes(1))), EventFormat.A)
                .settle();
        assertThat(scene.names("gs://data/")).containsExactly("in/t.csv");
        JsonNode entry = scene.entry("load-1");
        assertThat(entry.path("Actions").path(0).path("Status").asText()).isEqualTo("skipped");
        assertThat(entry.path("Response").path("Warnings").path(0).asText())
                .contains("gs://data/in/t.csv was left alone")
                .contains("created at 2026-03-01T12:30:00Z");
    }

    /** The first delivery dies after the file is gone and before there is an entry; then the file comes again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Action\": \"delete\", \"Request\": {\"URLs\": \"$LoadURIs\"}}",
                "{\"Action\": \"move\", \"Request\": {\"SourceURLs\": \"$LoadURIs\", \"DestURL\": \"gs://data/done/\"}}"
            })
    void aFileUploadedAgainBetweenTwoDeliveriesIsLeftAlone(String action) {
        scene.with(Scene.config("{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + action + "]}"));
        scene.world().storage().put("gs://data/in/t.csv", "first");
        CrashGate gate = CrashGate.stopAfter(
                1, CrashGate.Mode.BEFORE_REPLY, call -> call.method().equals("objects.delete"));
        Replica first = scene.start(gate);
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> gate.tripped().isDone());
        first.kill();
        assertThat(scene.names("gs://data/in/")).isEmpty();
        assertThat(scene.names("gs://ops/journal/")).isEmpty();
        scene.world().storage().put("gs://data/in/t.csv", "second");
        scene.world().pubSub().expireLeases();
        scene.start();
        scene.settle();
        assertThat(scene.world().storage().text("gs://data/in/t.csv")).isEqualTo("second");
        assertThat(scene.entry("load-1").path("Actions").path(0).path("Status").asText())
                .isEqualTo("skipped");
    }

    @Test
    void aSecondDeliveryAfterAnUploadOfTheSameNameTouchesNothing() {
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "move", "Request": {"SourceURLs": "$LoadURIs", "DestURL": "gs://data/done/"}}]}
                """));
        scene.world().storage().put("gs://data/in/t.csv", "first");
        scene.start();
        scene.publish(LOADED.endedAt(Scene.NOW), EventFormat.A).settle();
        scene.clock().advance(Duration.ofMinutes(1));
        scene.world().storage().put("gs://data/in/t.csv", "second");
        scene.publish(LOADED.endedAt(Scene.NOW), EventFormat.B).settle();
        assertThat(scene.world().storage().text("gs://data/in/t.csv")).isEqualTo("second");
        assertThat(scene.world().storage().text("gs://data/done/t.csv")).isEqualTo("first");
    }

    @Test
    void aRouteDoesNotRunOnItsOwnOutput() {
        scene.with(Scene.config("""
                {"Name": "circle", "When": {"Dest": "shop"}, "OnSuccess": [
                  {"Action": "query", "Request": {"SQL": "SELECT 1", "Dest": "shop.again"}}]}
                """));
        scene.start();
        scene.publish(SampleJob.query("q", "SELECT 1", "acme:shop.t"), EventFormat.A)
                .settle();
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("q", "q--000_query--dispatch_nop");
    }

    @Test
    void aCircleThatWasAskedForEndsAtMaxDepth() {
        scene.with(Scene.config("""
                {"Name": "circle", "When": {"Dest": "shop", "Include": ["self"]}, "OnSuccess": [
                  {"Action": "query", "Request": {"SQL": "SELECT 1", "Dest": "shop.again"}}]}
                """, ", \"MaxDepth\": 3"));
        scene.start();
        scene.publish(SampleJob.query("q", "SELECT 1", "acme:shop.t"), EventFormat.A)
                .settle();
        assertThat(scene.world().bigQuery().jobIds()).hasSize(4);
        JsonNode last = scene.failedEntry("q--000-000-000_query--dispatch_nop");
        assertThat(last.path("Response").path("Error").asText()).contains("MaxDepth is 3");
    }

    @Test
    void aJobOfTheSameIdThatSomebodyElseSubmittedIsNotAdopted() {
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "copy", "Request": {"Dest": "d.u"}}, {"Action": "delete", "Request": {"URL": "gs://data/x"}}]}
                """));
        scene.world()
                .bigQuery()
                .add(SampleJob.copy("load-1--000_copy--dispatch", "acme:d.v", "acme:d.w")
                        .withLabels(Map.of("bqdispatch_step", "another"))
                        .toRest());
        scene.start();
        scene.publish(LOADED, EventFormat.A).settle();
        JsonNode response = scene.failedEntry("load-1").path("Response");
        assertThat(response.path("Error").asText())
                .contains("acme:US.load-1--000_copy--dispatch exists already")
                .contains("step another");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void aTaskThatNamesAnotherJobIsNotRun() {
        scene.with(Scene.config(""));
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", """
                        {"JobRef": {"ProjectID": "other", "Location": "US", "JobID": "x--dispatch"},
                         "OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/in/t.csv"}}]}
                        """);
        scene.world().storage().put("gs://data/in/t.csv", "stays");
        scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.names("gs://data/")).containsExactly("in/t.csv");
        assertThat(scene.names("gs://ops/")).containsExactly("tasks/x/dispatch.json");
    }

    @Test
    void aJobWithATaskIsNotOfferedToRoutes() {
        scene.with(Scene.config("""
                {"When": {"Type": "QUERY"}, "OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/route"}}]}
                """));
        scene.world().storage().put("gs://data/route", "stays");
        scene.world().storage().put("gs://ops/tasks/x/dispatch.json", "{\"OnSuccess\": []}");
        scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.names("gs://data/")).containsExactly("route");
        assertThat(scene.entry("x--dispatch").path("Response").path("Status").asText())
                .isEqualTo("ok");
    }

    @Test
    void aJobWhoseTaskIsMissingGoesOnToRoutes() {
        scene.with(Scene.config("""
                {"When": {"Type": "QUERY"}, "OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/route"}}]}
                """));
        scene.world().storage().put("gs://data/route", "goes");
        scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.names("gs://data/")).isEmpty();
    }

    @Test
    void aBadTaskIsKeptBesideAnEntryThatSaysWhatIsWrong() {
        scene.with(Scene.config(""));
        scene.world()
                .storage()
                .put("gs://ops/tasks/x/dispatch.json", "{\"OnSuccess\": [{\"Action\": \"dlete\", \"Request\": {}}]}");
        scene.start();
        scene.publish(SampleJob.query("x--dispatch", "SELECT 1"), EventFormat.A).settle();
        assertThat(scene.failedEntry("x--dispatch")
                        .path("Response")
                        .path("Error")
                        .asText())
                .contains("gs://ops/tasks/x/dispatch.json: $.OnSuccess[0].Action: 'dlete' is unknown");
        assertThat(scene.names("gs://ops/"))
                .containsExactly(
                        "errors/" + Scene.HOUR + "/x/dispatch-job.json", "errors/" + Scene.HOUR + "/x/dispatch.json");
    }

    @Test
    void aChildsTaskInAFolderThatNobodyReadsIsWarnedOf() {
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "copy", "DeferTaskURL": "gs://ops/tasks/sub/", "Request": {"Dest": "d.u"}},
                  {"Action": "delete", "Request": {"URL": "gs://data/x"}}]}
                """));
        scene.start();
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.entry("load-1")
                        .path("Response")
                        .path("Warnings")
                        .path(0)
                        .asText())
                .contains("gs://ops/tasks/sub/load-1/000_copy/dispatch.json is not under this service's DeferTaskURL");
    }

    @Test
    void aDestThatAStatementCantHaveIsWarnedOf() {
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "query", "Request": {"SQL": "DELETE FROM d.x WHERE TRUE", "Dest": "d.y"}}]}
                """));
        scene.start();
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.entry("load-1")
                        .path("Response")
                        .path("Warnings")
                        .path(0)
                        .asText())
                .contains("Dest was left out");
    }

    @Test
    void objectsOfAnyLegalNameAreMoved() {
        List<String> names = List.of("a b/\u00fc~$#%?&+'\"//x", "a%2Fb", "\u00e9/\u65e5\u672c;=,@!()[1]");
        names.forEach(name -> scene.world().storage().put("gs://data/in/" + name, name));
        scene.with(Scene.config("""
                {"When": {"Dest": "d.t"}, "OnSuccess": [
                  {"Action": "move", "Request": {"SourceURLs": "$LoadURIs", "DestURL": "gs://data/done/"}}]}
                """));
        scene.start();
        String[] urls = names.stream().map(name -> "gs://data/in/" + name).toArray(String[]::new);
        scene.publish(SampleJob.load("load-1", "acme:d.t", urls), EventFormat.A).settle();
        assertThat(scene.names("gs://data/"))
                .containsExactlyInAnyOrder("done/x", "done/a%2Fb", "done/\u65e5\u672c;=,@!()[1]");
    }
}
