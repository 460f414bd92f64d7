package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeTables;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions that make, fill and drop tables, and those that ask for one. */
class TablesTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final String TEMPLATE = """
            {"schema": {"fields": [{"name": "day", "type": "DATE"}]}, "description": "as it should be",
             "timePartitioning": {"type": "DAY", "field": "day", "expirationMs": "1000"},
             "clustering": {"fields": ["day"]}, "requirePartitionFilter": true,
             "labels": {"team": "red"}, "expirationTime": "1", "friendlyName": "the template"}
            """;

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private FakeTables tables() {
        return scene.world().bigQuery().tables();
    }

    private Replica run(String... actions) {
        Replica replica = start(actions);
        scene.publish(LOADED, EventFormat.A).settle();
        return replica;
    }

    private Replica start(String... actions) {
        scene.with(
                Scene.config("{\"When\": {\"Dest\": \"d.t$\"}, \"OnSuccess\": [" + String.join(",", actions) + "]}"));
        return scene.start();
    }

    private JsonNode action(int index) {
        return scene.entry("load-1").path("Actions").path(index);
    }

    private String status(int index) {
        return action(index).path("Status").asText();
    }

    @Test
    void aLoadFillsItsTableAndThePlanGoesOn() {
        run("""
                {"Action": "load", "Request": {"SourceUris": "$LoadURIs", "DestinationTable": "d.again$$$Date",
                  "Schema": {"fields": [{"name": "a", "type": "INT64"}]}, "SkipLeadingRows": "1",
                  "TimePartitioning": {"Type": "DAY", "ExpirationMs": 1000}, "Append": true}}
                """, """
                {"Action": "drop", "Request": {"Table": "d.t"}}
                """);

        assertThat(scene.submitted("load-1--000_load--dispatch").orElseThrow().path("load"))
                .isEqualTo(Scene.read("""
                        {"sourceUris": ["gs://data/in/t.csv"],
                         "destinationTable": {"projectId": "acme", "datasetId": "d", "tableId": "again$20260301"},
                         "sourceFormat": "CSV", "createDisposition": "CREATE_IF_NEEDED",
                         "writeDisposition": "WRITE_APPEND", "skipLeadingRows": 1,
                         "schema": {"fields": [{"name": "a", "type": "INT64"}]},
                         "timePartitioning": {"type": "DAY", "expirationMs": "1000"}}
                        """));
        assertThat(tables().resource("acme:d.again").path("schema").path("fields"))
                .hasSize(1);
        assertThat(scene.entry("load-1--000_load--dispatch")
                        .path("Actions")
                        .path(0)
                        .path("Status")
                        .asText())
                .isEqualTo("done");
    }

    @Test
    void anInsertIsAQueryJobThatAppends() {
        run("""
                {"Action": "insert", "Request": {"Dest": "d.all", "SQL": "SELECT * FROM $DestTable"}}
                """);

        assertThat(scene.submitted("load-1--000_insert--dispatch_nop")
                        .orElseThrow()
                        .path("query"))
                .isEqualTo(Scene.read("""
                        {"query": "SELECT * FROM d.t", "useLegacySql": false, "priority": "INTERACTIVE",
                         "destinationTable": {"projectId": "acme", "datasetId": "d", "tableId": "all"},
                         "createDisposition": "CREATE_IF_NEEDED", "writeDisposition": "WRITE_APPEND"}
                        """));
    }

    @Test
    void anInsertsStatementMayBeInAnObject() {
        scene.world().storage().put("gs://data/insert.sql", "SELECT * FROM $DestTable");
        run("""
                {"Action": "insert", "Request": {"Dest": "d.all", "SQLURL": "gs://data/insert.sql"}}
                """);

        assertThat(scene.submitted("load-1--000_insert--dispatch_nop")
                        .orElseThrow()
                        .at("/query/query")
                        .asText())
                .isEqualTo("SELECT * FROM d.t");
    }

    @Test
    void aDropDeletesATable() {
        tables().write("acme:d.t");
        tables().write("acme:d.other");
        run("{\"Action\": \"drop\", \"Request\": {\"Table\": \"$DestTable\"}}");

        assertThat(status(0)).isEqualTo("done");
        assertThat(tables().names()).containsExactly("acme:d.other");
    }

    @Test
    void aTableThatIsNotThereIsDropped() {
        Replica replica = run("{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t\"}}");

        assertThat(status(0)).isEqualTo("done");
        assertThat(replica.gateway().calls().countOf("tables.delete")).isZero();
    }

    @Test
    void aPartitionIsDroppedAlone() {
        tables().write("acme:d.t");
        Replica replica = run("{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t$$$Date\"}}");

        assertThat(status(0)).isEqualTo("done");
        assertThat(replica.gateway().calls().countOf("tables.delete")).isEqualTo(1);
        assertThat(tables().names()).containsExactly("acme:d.t");
    }

    @Test
    void aTableMadeAfterTheJobHadEndedIsNotDropped() {
        start("{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t\"}}");
        tables().write("acme:d.t");
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(status(0)).isEqualTo("skipped");
        assertThat(tables().exists("acme:d.t")).isTrue();
        assertThat(scene.entry("load-1").at("/Response/Warnings/0").asText())
                .contains("acme:d.t was left alone: it was created at");
    }

    @Test
    void aDropWhoseReplyIsLostIsDone() {
        tables().write("acme:d.t");
        Replica replica = start("{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t\"}}");
        replica.gateway().failNext(1, "tables.delete", Fault.loseReply());
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(status(0)).isEqualTo("done");
        assertThat(action(0).path("Attempts").asInt()).isEqualTo(2);
    }

    @Test
    void aDropThatIsForbiddenIsAnError() {
        tables().write("acme:d.t");
        Replica replica = start("{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t\"}}");
        replica.gateway().failNext(1, "tables.delete", Fault.status(403, "accessDenied"));
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(scene.failedEntry("load-1").at("/Response/Error").asText())
                .contains("drop")
                .contains("accessDenied");
    }

    @ParameterizedTest
    @CsvSource({
        "copy, 'Source': 'd.t'",
        "query, 'SQL': 'SELECT 1'",
        "insert, 'SQL': 'SELECT 1'",
        "load, 'SourceUris': 'gs://data/in/t.csv'",
    })
    void aTemplateMakesTheDestinationThatIsNotThere(String kind, String request) {
        tables().create("acme:d.template", TEMPLATE);
        Replica replica = run("{\"Action\": \"" + kind + "\", \"Request\": {" + request.replace('\'', '"')
                + ", \"Dest\": \"d.made$$20260301\", \"Template\": \"d.template\"}}");

        JsonNode made = tables().resource("acme:d.made");
        assertThat(made.path("schema")).isEqualTo(Scene.read(TEMPLATE).path("schema"));
        assertThat(made.path("timePartitioning")).isEqualTo(Scene.read(TEMPLATE).path("timePartitioning"));
        assertThat(made.path("clustering")).isEqualTo(Scene.read(TEMPLATE).path("clustering"));
        assertThat(made.path("requirePartitionFilter").asBoolean()).isTrue();
        assertThat(made.at("/labels/team").asText()).isEqualTo("red");
        assertThat(made.path("description").asText()).isEqualTo("as it should be");
        assertThat(made.has("expirationTime")).isFalse();
        assertThat(made.has("friendlyName")).isFalse();
        assertThat(status(0)).isEqualTo("submitted");
        assertThat(replica.gateway().calls().countOf("tables.insert")).isEqualTo(1);
    }

    @Test
    void aDestinationThatIsThereStaysAsItIs() {
        tables().create("acme:d.made", "{\"description\": \"older\"}");
        Replica replica = run("{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.made\", \"Template\": \"d.none\"}}");

        assertThat(tables().resource("acme:d.made").path("description").asText())
                .isEqualTo("older");
        assertThat(replica.gateway().calls().countOf("tables.get")).isEqualTo(1);
        assertThat(status(0)).isEqualTo("submitted");
    }

    @Test
    void aTableThatSomebodyMadeInThatMomentWillDo() {
        tables().create("acme:d.template", TEMPLATE);
        Replica replica =
                start("{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.made\", \"Template\": \"d.template\"}}");
        replica.gateway().failNext(1, "tables.insert", Fault.status(409, "duplicate"));
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(status(0)).isEqualTo("submitted");
    }

    @Test
    void aTemplateThatIsNotThereIsAnErrorThatNamesIt() {
        run(
                "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.made\", \"Template\": \"d.none\"}}",
                "{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t\"}}");

        assertThat(scene.failedEntry("load-1").at("/Response/Error").asText())
                .isEqualTo("action 0, copy: Template: there is no table acme:d.none");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void anActionWhoseTableIsNotThereIsSkippedWithWhatItNests() {
        scene.world().storage().put("gs://data/in/t.csv", "1");
        run("""
                {"Action": "copy", "When": {"Exists": "$SourceTable.x_$Date"},
                 "Request": {"Dest": "d.u", "OnSuccess": [{"Action": "drop", "Request": {"Table": "d.u"}}]}}
                """.replace("$SourceTable.", "d."), """
                {"Action": "delete", "Request": {"URLs": "$LoadURIs"}}
                """);

        assertThat(status(0)).isEqualTo("skipped");
        assertThat(action(0).at("/When/Exists").asText()).isEqualTo("d.x_20260301");
        assertThat(status(1)).isEqualTo("done");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1");
        assertThat(scene.names("gs://data/")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, done", "false, skipped"})
    void anyActionMayAskForATable(boolean exists, String status) {
        if (exists) {
            tables().write("other:d.x");
        }
        scene.world().storage().put("gs://data/in/t.csv", "1");
        run("""
                {"Action": "delete", "When": {"Exists": "other.d.x"}, "Request": {"URLs": "$LoadURIs"}}
                """);

        assertThat(status(0)).isEqualTo(status);
        assertThat(scene.world().storage().exists("gs://data/in/t.csv")).isEqualTo(!exists);
    }

    @Test
    void theRestOfAPlanAsksWhenItsTurnComes() {
        scene.world().bigQuery().completeManually();
        start("""
                {"Action": "copy", "Request": {"Dest": "d.u"}}
                """, """
                {"Action": "export", "When": {"Exists": "d.late_$Date"}, "Request": {"DestURL": "gs://data/out.csv"}}
                """);
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.json("gs://ops/tasks/load-1/000_copy/dispatch.json")
                        .at("/OnSuccess/0/When/Exists")
                        .asText())
                .isEqualTo("d.late_20260301");
        tables().write("acme:d.late_20260301");
        scene.world().bigQuery().completeAll();
        scene.settle();

        assertThat(scene.world().bigQuery().jobIds()).contains("load-1--000-000_export--dispatch_nop");
    }

    @Test
    void aTableThatCantBeAskedForIsWaitedFor() {
        Replica replica = start("""
                {"Action": "drop", "When": {"Exists": "d.x"}, "Request": {"Table": "d.t"}}
                """);
        replica.gateway().failNext(2, "tables.get", Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(status(0)).isEqualTo("skipped");
        assertThat(action(0).path("Attempts").asInt()).isEqualTo(3);
    }

    /** The first delivery submitted the copy and was killed; meanwhile the plan itself took the table away. */
    @Test
    void anActionThatWasBegunIsNotSkippedTheSecondTime() {
        tables().write("acme:d.t");
        String copy = """
                {"Action": "copy", "When": {"Exists": "d.t"}, "Request": {"Dest": "d.u"}}
                """;
        String drop = "{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.t\"}}";
        run(copy, drop);
        assertThat(tables().names()).containsExactly("acme:d.u");
        scene.world().storage().remove("gs://ops/journal/" + Scene.HOUR + "/load-1-job.json");
        scene.publish(LOADED, EventFormat.B).settle();

        assertThat(status(0)).isEqualTo("submitted");
        assertThat(status(1)).isEqualTo("not run");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void anActionThatIsNotAskedForNeedsNoChildThatCouldBe() {
        tables().write("acme:d.t");
        run("{\"Action\": \"copy\", \"When\": {\"Exists\": \"d.none\"}, \"ProjectID\": \"$Nothing\","
                + " \"Request\": {\"Source\": \"d.x\", \"Dest\": \"d.v\"}}");

        assertThat(status(0)).isEqualTo("skipped");
    }

    /** The first delivery skipped the copy, submitted the export and was killed; now the table is there. */
    @Test
    void anActionThatWasSkippedIsNotRunTheSecondTime() {
        String copy = """
                {"Action": "copy", "When": {"Exists": "d.x"}, "Request": {"Source": "d.x", "Dest": "d.u"}}
                """;
        String export = "{\"Action\": \"export\", \"Request\": {\"DestURL\": \"gs://data/out.csv\"}}";
        run(copy, export);
        assertThat(status(0)).isEqualTo("skipped");
        tables().write("acme:d.x");
        scene.world().storage().remove("gs://ops/journal/" + Scene.HOUR + "/load-1-job.json");
        scene.publish(LOADED, EventFormat.B).settle();

        assertThat(status(0)).isEqualTo("skipped");
        assertThat(scene.world().bigQuery().jobIds()).containsExactly("load-1", "load-1--001_export--dispatch_nop");
    }

    /** The plan itself dropped what the template made; a late delivery must not make it again. */
    @Test
    void aDestinationThatWasMadeOnceIsNotMadeAgain() {
        tables().create("acme:d.template", TEMPLATE);
        String copy = "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.made\", \"Template\": \"d.template\"}}";
        run(copy, "{\"Action\": \"drop\", \"Request\": {\"Table\": \"d.made\"}}");
        tables().drop("acme:d.made");
        scene.clock().advance(Duration.ofMinutes(1));
        scene.world().storage().remove("gs://ops/journal/" + Scene.HOUR + "/load-1-job.json");
        scene.publish(LOADED, EventFormat.B).settle();

        assertThat(tables().exists("acme:d.made")).isFalse();
        assertThat(status(0)).isEqualTo("submitted");
    }
}
