package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code serve --dry-run} tells all and does nothing. */
class DryRunTest {
    private static final String FOLDER = "gs://ops/journal/dry-run/";
    private static final Set<String> READS = Set.of(
            "objects.get",
            "objects.get.media",
            "jobs.get",
            "tables.get",
            "subscriptions.pull",
            "subscriptions.acknowledge",
            "subscriptions.modifyAckDeadline");

    private static final String ROUTES = """
            {"Name": "chain", "When": {"Dest": "d\\\\.chain$"}, "OnSuccess": [
                {"Action": "copy", "Request": {"Dest": "d.u"},
                 "OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/staged"}}]},
                {"Action": "query", "Request": {"SQLURL": "gs://data/q.sql", "Dest": "d.v"}},
                {"Action": "export", "Async": true, "Request": {"Source": "d.v", "DestURL": "gs://data/$JobID.json"}},
                {"Action": "move", "Request": {"SourceURL": "gs://data/in.csv", "DestURL": "gs://data/done/"}}]},
            {"Name": "inline", "When": {"Dest": "d\\\\.inline$"}, "OnSuccess": [
                {"Action": "move", "Request": {"SourceURL": "gs://data/in.csv", "DestURL": "gs://data/done/"}},
                {"Action": "delete", "Request": {"URL": "gs://data/staged"}}]},
            {"Name": "tables", "When": {"Dest": "d\\\\.tables$"}, "OnSuccess": [
                {"Action": "drop", "When": {"Exists": "d.none"}, "Request": {"Table": "d.x"}},
                {"Action": "insert", "Request": {"Dest": "d.all", "SQL": "SELECT 1", "Template": "d.model"}},
                {"Action": "drop", "When": {"Exists": "d.all"}, "Request": {"Table": "$Dest"}}]},
            {"Name": "told", "When": {"Dest": "d\\\\.told$"}, "OnSuccess": [
                {"Action": "notify", "Request": {"Channels": "#c", "Message": "$JobID", "Token": "xoxb-planted"}},
                {"Action": "push", "Request": {"Topic": "done", "Data": {"job": "$JobID"}}},
                {"Action": "call", "Request": {"URL": "https://good.example/other/$JobID"}}]},
            {"Name": "wrong", "When": {"Dest": "d\\\\.wrong$"}, "OnSuccess": [
                {"Action": "copy", "Request": {"Dest": "d.u"}},
                {"Action": "query", "Request": {"SQLURL": "gs://data/none.sql"}},
                {"Action": "delete", "Request": {"URL": "gs://data/staged"}}]}
            """;

    private static final String CONFIG = Scene.config(ROUTES, ", \"AllowCall\": \"https://good\\\\.example/hook/.*\"");

    private final Scene scene = new Scene().with(CONFIG).inDryRun();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void afterEveryKindOfEventTheWorldIsAsItWas() {
        Replica replica = aWorldOfEverything();
        Map<String, String> before = outsideTheFolder(scene.world());

        publishEverything();

        assertThat(outsideTheFolder(scene.world())).isEqualTo(before);
        assertThat(Traces.of(scene.world()).jobs().keySet()).noneMatch(job -> job.contains("--000"));
        List<Call> others = replica.gateway().calls().matching(call -> !READS.contains(call.method()));
        assertThat(others).allMatch(call -> call.method().equals("objects.insert"));
        assertThat(others).hasSameSizeAs(scene.names(FOLDER));
    }

    @Test
    void everyEventOfAPlanHasItsEntryInTheFolderOfDryRuns() {
        aWorldOfEverything();

        publishEverything();

        assertThat(scene.names(FOLDER))
                .filteredOn(name -> !name.startsWith("invalid/"))
                .containsExactlyInAnyOrder(
                        Scene.HOUR + "/chain-job.json",
                        Scene.HOUR + "/inline-job.json",
                        Scene.HOUR + "/tables-job.json",
                        Scene.HOUR + "/told-job.json",
                        Scene.HOUR + "/wrong-job.json",
                        Scene.HOUR + "/task/dispatch-job.json",
                        Scene.HOUR + "/broken/dispatch-job.json");
        assertThat(scene.names(FOLDER + "invalid/")).hasSize(1);
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
    }

    @Test
    void anEntryTellsTheWholePlanWithTheJobsThatWouldBeSubmitted() {
        aWorldOfEverything();

        publishEverything();

        JsonNode entry = entry("chain");
        assertThat(entry.at("/Response/DryRun").asBoolean()).isTrue();
        assertThat(entry.at("/Response/Status").asText()).isEqualTo("ok");
        assertThat(entry.at("/Response/MatchedRoute").asText()).startsWith("chain");
        assertThat(entry.at("/Response/Continues").asText()).isEqualTo("chain--000_copy--dispatch");
        assertThat(entry.at("/Actions").findValuesAsText("Status"))
                .containsExactly("not run", "not run", "not run", "not run");
        assertThat(entry.at("/Actions/0/Request/Source").asText()).isEqualTo("acme:d.chain");
        assertThat(entry.at("/Actions").findValuesAsText("ChildJobID"))
                .containsExactly(
                        "chain--000_copy--dispatch",
                        // The copy nests a delete, which comes before the rest of the plan.
                        "chain--000-001_query--dispatch",
                        "chain--000-001-000_export--dispatch_nop");
        assertThat(entry.at("/Actions/2/Request/DestURL").asText()).isEqualTo("gs://data/chain.json");
    }

    @Test
    void theJobsThatItTellsAreThoseThatARealRunSubmits() {
        try (Scene real = new Scene().with(CONFIG)) {
            seed(real);
            real.start();
            real.publish(SampleJob.load("chain", "acme:d.chain", "gs://data/in.csv"), EventFormat.A)
                    .settle();
            aWorldOfEverything();
            publishEverything();

            assertThat(Traces.of(real.world()).jobs().keySet())
                    .filteredOn(job -> job.contains("--dispatch"))
                    .map(job -> job.substring(job.lastIndexOf('.') + 1))
                    .containsExactlyInAnyOrderElementsOf(
                            entry("chain").at("/Actions").findValuesAsText("ChildJobID"));
        }
    }

    @Test
    void whatWouldFailIsToldAndTheRestNotWalked() {
        aWorldOfEverything();

        publishEverything();

        JsonNode entry = entry("wrong");
        assertThat(entry.at("/Response/Status").asText()).isEqualTo("error");
        assertThat(entry.at("/Response/Error").asText())
                .contains("action 1, query")
                .contains("gs://data/none.sql");
        assertThat(entry.at("/Actions").findValuesAsText("Status")).containsExactly("not run", "failed", "not run");
        assertThat(entry("broken--dispatch").at("/Response/Error").asText()).contains("OnSuccess");
    }

    @Test
    void aTableIsAskedForAsLongAsNothingIsKnownToComeBeforeIt() {
        aWorldOfEverything();

        publishEverything();

        JsonNode entry = entry("tables");
        assertThat(entry.at("/Actions").findValuesAsText("Status")).containsExactly("skipped", "not run", "not run");
        assertThat(entry.at("/Response/Warnings/0").asText()).contains("drop").contains("d.all being there");
    }

    @Test
    void nobodyIsToldAndWhatMayNotBeCalledFails() {
        aWorldOfEverything();

        publishEverything();

        JsonNode entry = entry("told");
        assertThat(entry.at("/Actions").findValuesAsText("Status")).containsExactly("not run", "not run", "failed");
        assertThat(entry.at("/Response/Error").asText())
                .contains("action 2, call")
                .contains("AllowCall");
        assertThat(entry.toString()).doesNotContain("xoxb-planted");
    }

    @Test
    void aSecondDeliveryIsADuplicate() {
        Replica replica = aWorldOfEverything();

        publishEverything();
        scene.publish(SampleJob.load("chain", "acme:d.chain", "gs://data/in.csv"), EventFormat.D)
                .settle();
        scene.publish(SampleJob.query("task--dispatch", "SELECT 1"), EventFormat.D)
                .settle();

        assertThat(Http.get(replica, "/metrics").body()).contains("bqdispatch_events_total{outcome=\"duplicate\"} 3.0");
        assertThat(scene.names("gs://ops/tasks/")).contains("task/dispatch.json");
    }

    @Test
    void readinessAndMetricsSayThatItIsADryRun() {
        Replica replica = scene.start();

        assertThat(Http.get(replica, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(Http.get(replica, "/health/ready").body())
                .contains("dry-run")
                .contains("nothing is done")
                .contains(FOLDER);
        assertThat(Http.get(replica, "/metrics").body()).contains("bqdispatch_dry_run 1.0");
    }

    private Replica aWorldOfEverything() {
        seed(scene);
        return scene.start();
    }

    private static void seed(Scene scene) {
        scene.world().storage().put("gs://data/in.csv", "1,2");
        scene.world().storage().put("gs://data/staged", "x");
        scene.world().storage().put("gs://data/q.sql", "SELECT '$JobID'");
        scene.world().storage().put("gs://ops/tasks/task/dispatch.json", """
                {"OnSuccess": [{"Action": "delete", "Request": {"URL": "gs://data/staged"}},
                               {"Action": "export", "Request": {"Source": "d.t", "DestURL": "gs://data/t.csv"}}]}""");
        scene.world().storage().put("gs://ops/tasks/broken/dispatch.json", "{\"OnSuccess\": 7}");
    }

    private void publishEverything() {
        scene.publish(SampleJob.load("chain", "acme:d.chain", "gs://data/in.csv"), EventFormat.A, EventFormat.B);
        scene.publish(SampleJob.query("inline", "SELECT 1", "acme:d.inline"), EventFormat.A);
        scene.publish(SampleJob.query("tables", "SELECT 1", "acme:d.tables"), EventFormat.A);
        scene.publish(SampleJob.query("told", "SELECT 1", "acme:d.told"), EventFormat.A);
        scene.publish(SampleJob.query("wrong", "SELECT 1", "acme:d.wrong"), EventFormat.D);
        scene.publish(SampleJob.query("task--dispatch", "SELECT 1"), EventFormat.A);
        scene.publish(SampleJob.query("broken--dispatch", "SELECT 1"), EventFormat.A);
        scene.publish(SampleJob.query("gone--dispatch", "SELECT 1"), EventFormat.A);
        scene.publish(SampleJob.query("unmatched", "SELECT 1", "acme:d.none"), EventFormat.A);
        scene.publish("{}");
        scene.publish("no JSON");
        scene.settle();
    }

    private JsonNode entry(String jobId) {
        return scene.json(FOLDER + Scene.HOUR + "/" + jobId.replace("--", "/") + "-job.json");
    }

    /** Objects and child jobs; the jobs whose events are published are there before anything is done. */
    private static Map<String, String> outsideTheFolder(FakeWorld world) {
        Map<String, String> objects = new TreeMap<>(Traces.of(world).objects());
        objects.keySet().removeIf(url -> url.startsWith(FOLDER));
        return objects;
    }
}
