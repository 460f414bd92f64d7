package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes in files of their own, added, changed and removed while events flow. */
class RouteFilesTest {
    private static final String DELETE = "{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/x\"}}";
    private static final String FOLDER = "gs://ops/routes/";

    private final Scene scene = new Scene().with(config("\"RoutesURL\": \"gs://${config.Home}/routes\""));
    private int jobs;

    @AfterEach
    void close() {
        scene.close();
    }

    private static String config(String more) {
        return Scene.config(
                "{\"Name\": \"inline\", \"When\": {\"Dest\": \":d.inline$\"}, \"OnSuccess\": [" + DELETE + "]}",
                ", \"CheckInMs\": 100, \"Home\": \"ops\", " + more);
    }

    private static String route(String name, String table) {
        return """
                # who needs it
                Name: %s
                When:
                  Dest: :d.%s$
                OnSuccess:
                  - Action: delete
                    Request: {URL: 'gs://${config.Bucket}/%s'}
                """.formatted(name, table, name);
    }

    private void put(String file, String text) {
        scene.world().storage().put(FOLDER + file, text);
    }

    /** Which route a job into a table is matched with; empty if with none. */
    private String matched(String table) {
        String id = "job-" + jobs++;
        scene.publish(SampleJob.query(id, "SELECT 1", "acme:d." + table), EventFormat.A)
                .settle();
        String entry = "gs://ops/journal/" + Scene.HOUR + "/" + id + "-job.json";
        if (!scene.world().storage().exists(entry)) {
            return "";
        }
        assertThat(scene.entry(id).path("Response").path("ConfigVersion").asText())
                .matches("[0-9a-f]+\\+[0-9a-f]{12}");
        return scene.entry(id).path("Response").path("MatchedRoute").asText();
    }

    private static String ready(Replica replica) {
        return Http.get(replica, "/health/ready").body();
    }

    private static void awaitDegraded(Replica replica, String... reasons) {
        await().untilAsserted(
                        () -> assertThat(ready(replica)).contains("degraded").contains(reasons));
    }

    private static void awaitUp(Replica replica) {
        await().untilAsserted(() -> assertThat(ready(replica)).doesNotContain("degraded"));
    }

    @Test
    void filesAreReadInNameOrderAfterTheInlineRoutes() {
        put("b.yml", route("late", "t"));
        put(
                "a/deep/x.JSON",
                "[{\"When\": {\"Dest\": \":d.t$\"}, \"OnSuccess\": [" + DELETE
                        + "]}, {\"Name\": \"own\", \"When\": {\"Dest\":" + " \":d.(own|inline)$\"}, \"OnSuccess\": ["
                        + DELETE + "]}]");
        put("folder/", "");
        put("notes.txt", "not read");
        put(".hidden.json", "not read");
        put("a/.git/x.json", "not read");
        scene.start();

        assertThat(matched("inline")).isEqualTo("inline in CONFIG");
        assertThat(matched("t")).isEqualTo("#1 in " + FOLDER + "a/deep/x.JSON");
        assertThat(matched("own")).isEqualTo("own in " + FOLDER + "a/deep/x.JSON");
    }

    @Test
    void filesAreAddedChangedAndRemovedWhileItRuns() {
        put("one.yaml", route("one", "one"));
        Replica replica = scene.start();
        assertThat(matched("two")).isEmpty();

        put("two.yaml", route("two", "two"));
        await().until(() -> matched("two").equals("two in " + FOLDER + "two.yaml"));
        put("one.yaml", route("uno", "one"));
        await().until(() -> matched("one").equals("uno in " + FOLDER + "one.yaml"));
        scene.world().storage().remove(FOLDER + "two.yaml");
        await().until(() -> matched("two").isEmpty());

        assertThat(readFiles(replica)).containsExactly("one.yaml", "two.yaml", "one.yaml");
    }

    private static List<String> readFiles(Replica replica) {
        return replica.gateway().calls().all().stream()
                .filter(call -> call.method().equals("objects.get.media"))
                .map(Call::path)
                .filter(path -> path.contains("routes%2F"))
                .map(path -> path.substring(path.indexOf("%2F") + 3))
                .toList();
    }

    @Test
    void onlyTheListingIsReadWhileNothingChanges() {
        put("one.yaml", route("one", "one"));
        Replica replica = scene.start();
        await().until(() -> replica.gateway().calls().countOf("objects.list") > 5);

        assertThat(readFiles(replica)).containsExactly("one.yaml");
        assertThat(replica.gateway().calls().countOf("objects.get")).isZero();
    }

    @Test
    void aChangeIsTakenWhenTwoListingsInARowAreEqual() {
        put("one.yaml", route("one", "one"));
        Replica replica = scene.start();
        long listings = replica.gateway().calls().countOf("objects.list");
        put("one.yaml", route("uno", "one"));
        await().until(() -> readFiles(replica).size() == 2);

        List<String> calls = replica.gateway().calls().all().stream()
                .map(Call::method)
                .filter(method -> method.equals("objects.list") || method.equals("objects.get.media"))
                .toList();
        assertThat(calls.lastIndexOf("objects.get.media") - listings).isGreaterThanOrEqualTo(2);
    }

    @Test
    void oneBadFileRefusesTheVersionWithAllFaultsOfAllFiles() {
        put("one.yaml", route("one", "one"));
        put("two.yaml", route("two", "two"));
        Replica replica = scene.start();
        put("one.yaml", route("uno", "(one"));
        put("two.yaml", "Name: two\n When: {}");
        put("three.yaml", route("tres", "three"));

        awaitDegraded(replica, FOLDER + "one.yaml: $.When.Dest: is no RE2 regex", "(and 1 more)", "stays in force");
        assertThat(matched("one")).isEqualTo("one in " + FOLDER + "one.yaml");
        assertThat(matched("three")).isEmpty();

        put("one.yaml", route("uno", "one"));
        scene.world().storage().remove(FOLDER + "two.yaml");
        awaitUp(replica);
        assertThat(matched("three")).isEqualTo("tres in " + FOLDER + "three.yaml");
    }

    @Test
    void aFolderThatCantBeListedKeepsTheLastGoodRoutes() {
        put("one.yaml", route("one", "one"));
        Replica replica = scene.start();
        replica.gateway().failNext(1_000, "objects.list", Fault.status(403, "forbidden"));

        awaitDegraded(replica, FOLDER + " can't be looked at", "forbidden");
        assertThat(matched("one")).isEqualTo("one in " + FOLDER + "one.yaml");
        put("one.yaml", route("uno", "one"));
        replica.gateway().heal();
        awaitUp(replica);
        await().until(() -> matched("one").equals("uno in " + FOLDER + "one.yaml"));
    }

    @Test
    void aFileThatCantBeReadIsTriedAgain() {
        put("one.yaml", route("one", "one"));
        Replica replica = scene.start();
        replica.gateway().failNext(2, "objects.get.media", Fault.status(503, "backendError"));
        put("one.yaml", route("uno", "one"));

        await().until(() -> matched("one").equals("uno in " + FOLDER + "one.yaml"));
    }

    @Test
    void theDocumentMayNameAnotherFolder() {
        String url = "gs://ops/conf/bqdispatch.json";
        put("one.yaml", route("one", "one"));
        scene.world().storage().put("gs://data/rules/one.yaml", route("uno", "one"));
        scene.world().storage().put(url, config("\"RoutesURL\": \"gs://ops/routes/\""));
        scene.with(url).start();
        assertThat(matched("one")).isEqualTo("one in " + FOLDER + "one.yaml");

        scene.world().storage().put(url, config("\"RoutesURL\": \"gs://data/rules/\""));
        await().until(() -> matched("one").equals("uno in gs://data/rules/one.yaml"));
        scene.world().storage().put(url, config("\"X\": 1"));
        await().until(() -> {
            scene.publish(SampleJob.query("last-" + jobs, "SELECT 1", "acme:d.one"), EventFormat.A)
                    .settle();
            return !scene.names("gs://ops/journal/").contains(Scene.HOUR + "/last-" + jobs++ + "-job.json");
        });
    }

    @Test
    void moreFilesThanOnePageOfTheListingAreRead() {
        for (int i = 0; i < 1_050; i++) {
            put("r" + i + ".yaml", route("r" + i, "t" + i));
        }
        Replica replica = scene.start();

        assertThat(matched("t1049")).isEqualTo("r1049 in " + FOLDER + "r1049.yaml");
        assertThat(replica.gateway().calls().countOf("objects.list")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void anEmptyFolderIsAllowedAndAMissingBucketIsNot() {
        scene.start();
        assertThat(matched("one")).isEmpty();

        scene.with(config("\"RoutesURL\": \"gs://nowhere/routes/\""));
        assertThatThrownBy(scene::start).hasMessageContaining("$.RoutesURL: gs://nowhere/routes/ can't be read: 404");
    }

    @Test
    void whatIsWrongAtTheStartIsToldOfEveryFile() {
        put("a.json", "{\"Routes\": []}");
        put("b.json", "7");
        put("c.yaml", route("inline", "x"));
        put("d.yaml", "- {When: {}}\n- {When: {Dest: a}, OnSuccess: [{Action: cpoy}]}");

        assertThatThrownBy(scene::start)
                .hasMessageContaining(problem("a.json", "$.Routes", "is of the configuration; expected one route,"))
                .hasMessageContaining(problem("b.json", "$", "expected one route, or a list of routes"))
                .hasMessageContaining(problem(
                        "c.yaml", "$.Name", "'inline' is the name of another route too, at CONFIG: $.Routes[0].Name"))
                .hasMessageContaining(problem("d.yaml", "$[0].When", "is empty; expected at least one of"))
                .hasMessageContaining(problem("d.yaml", "$[1].OnSuccess[0].Action", "'cpoy' is unknown"));
    }

    private static String problem(String file, String path, String message) {
        return FOLDER + file + ": " + path + ": " + message;
    }
}
