package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CloudEvents;
import dev.bqdispatch.fake.CutEntries;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.References;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a job is looked up, and that it is not looked up otherwise. */
class LookUpTest {
    private static final String COPY = "\"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]";
    private static final String KEEP_SQL =
            "\"OnSuccess\": [{\"Action\": \"query\", \"Request\": {\"SQL\": \"SELECT '$Source'\", \"Dest\": \"d.u\"}}]";

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static String when(String when, String plan) {
        return "{\"When\": " + when + ", " + plan + "}";
    }

    private static String when(String when) {
        return when(when, COPY);
    }

    /** How often jobs.get is called for one message; the job is known to BigQuery. */
    private long looks(String route, SampleJob job, ObjectNode event) {
        return looks(route, job, List.of(event), Map.of());
    }

    private long looks(String route, SampleJob job, List<ObjectNode> events, Map<String, String> attributes) {
        scene.with(Scene.config(route));
        scene.world().bigQuery().add(job.toRest());
        // Its child's event would cost calls of its own.
        scene.world().bigQuery().completeManually();
        Replica replica = scene.start();
        events.forEach(event -> scene.publish(event.toString(), attributes));
        scene.settle();
        return looks(replica);
    }

    private static long looks(Replica replica) {
        return replica.gateway()
                .calls()
                .matching(call -> call.method().equals("jobs.get"))
                .size();
    }

    private String source(String jobId) {
        return scene.entry(jobId).path("Response").path("Source").asText();
    }

    private String eventId(String jobId) {
        return scene.entry(jobId).path("Response").path("EventID").asText();
    }

    // What carries its job

    @ParameterizedTest
    @EnumSource(names = {"A", "B", "D", "E"})
    void anEventThatCarriesItsJobIsNotLookedUp(EventFormat format) {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");

        assertThat(looks(when("{\"Dest\": \"d.t\", \"Source\": \"SELECT\"}"), job, job.event(format)))
                .isZero();
        assertThat(source("q")).isEqualTo(format.name());
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B", "D", "E"})
    void aFailedQueryWithoutADestinationIsCountedAndNotLookedUp(EventFormat format) {
        SampleJob job = SampleJob.query("q", "SELEC 1").failed("invalidQuery", "Syntax error");
        scene.with(Scene.config(when(
                "{\"Dest\": \"d.t\"}",
                "\"OnFailure\": [{\"Action\": \"delete\"," + " \"Request\": {\"URL\": \"gs://data/x\"}}]")));
        Replica replica = scene.start();
        scene.publish(job, format).settle();

        assertThat(looks(replica)).isZero();
        assertThat(Http.get(replica, "/metrics").body()).contains("bqdispatch_failed_without_destination_total 1.0");
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B", "D", "E"})
    void statementsOfScriptsAndAnonymousResultsAreNotLookedUp(EventFormat format) {
        SampleJob child =
                SampleJob.query("script_job_1", "SELECT 1", "acme:d.t").withParent("s");
        SampleJob anonymous = SampleJob.query("q", "SELECT 1", "acme:_d1f2.anon5e6f");

        assertThat(looks(
                        when("{\"Source\": \"SELECT\"}"),
                        child,
                        List.of(child.event(format), anonymous.event(format)),
                        Map.of()))
                .isZero();
        assertThat(scene.names("gs://ops/")).isEmpty();
    }

    @Test
    void attributesOfACloudEventGiveItsIdToTheEntry() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");
        List<ObjectNode> event = List.of(job.event(EventFormat.A));

        assertThat(looks(when("{\"Dest\": \"d.t\"}"), job, event, CloudEvents.attributes(job.toRest())))
                .isZero();
        assertThat(source("q")).isEqualTo("E");
        assertThat(eventId("q")).isEqualTo("envelope-of-q");
    }

    // References

    @Test
    void aReferenceIsLookedUpOnceWhereItSaysAlsoIfNothingWaits() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.other").withLocation("asia-northeast1");

        assertThat(looks(when("{\"Dest\": \"d.t\"}"), job, job.event(EventFormat.C)))
                .isEqualTo(1);
        assertThat(scene.names("gs://ops/")).isEmpty();
    }

    @Test
    void aReferenceIsDispatchedLikeAnyOtherEvent() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");

        assertThat(looks(when("{\"Dest\": \"d.t\"}"), job, job.event(EventFormat.C)))
                .isEqualTo(1);
        assertThat(source("q")).isEqualTo("C");
        assertThat(eventId("q")).isEqualTo("event-of-q");
        assertThat(scene.submitted("q--000_copy--dispatch_nop")).isPresent();
    }

    @Test
    void theEventOfABackgroundFunctionIsAReference() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");

        assertThat(looks(when("{\"Dest\": \"d.t\"}"), job, References.background(job.toRest())))
                .isEqualTo(1);
        assertThat(source("q")).isEqualTo("C");
        assertThat(eventId("q")).isEqualTo("event-of-q");
    }

    @Test
    void aReferenceAndALogEntryOfOneJobAreOneDispatch() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");
        List<ObjectNode> events = List.of(References.plain(job.toRest()), job.event(EventFormat.B));

        looks(when("{\"Dest\": \"d.t\"}"), job, events, Map.of());

        assertThat(scene.names("gs://ops/")).containsExactly("journal/" + Scene.HOUR + "/q-job.json");
    }

    // Cut texts and lists

    @Test
    void cutSqlThatNoRouteAsksForIsNotLookedUp() {
        SampleJob job = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");

        assertThat(looks(when("{\"Dest\": \"d.t\"}"), job, CutEntries.sql(job, 8)))
                .isZero();
        assertThat(source("q")).isEqualTo("A");
    }

    @Test
    void cutSqlThatSaysEnoughIsNotLookedUp() {
        SampleJob job = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");

        assertThat(looks(when("{\"Source\": \"^SELECT\"}"), job, CutEntries.sql(job, 8)))
                .isZero();
        assertThat(source("q")).isEqualTo("A");
    }

    @Test
    void cutSqlIsLookedUpWhereTheRestMayMatter() {
        SampleJob job = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");

        assertThat(looks(when("{\"Source\": \"FROM b\"}"), job, CutEntries.sql(job, 8)))
                .isEqualTo(1);
        assertThat(source("q")).isEqualTo("A");
        assertThat(scene.entry("q").at("/configuration/query/query").asText()).isEqualTo("SELECT a FROM b");
    }

    @Test
    void cutSqlIsNotLookedUpWhereAnotherConditionFails() {
        SampleJob job = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");

        assertThat(looks(when("{\"Source\": \"FROM b\", \"Type\": \"LOAD\"}"), job, CutEntries.sql(job, 8)))
                .isZero();
        assertThat(scene.names("gs://ops/")).isEmpty();
    }

    @Test
    void cutSqlIsLookedUpForAnActionThatUsesIt() {
        SampleJob job = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");

        assertThat(looks(when("{\"Dest\": \"d.t\"}", KEEP_SQL), job, CutEntries.sql(job, 8)))
                .isEqualTo(1);
        assertThat(scene.submitted("q--000_query--dispatch_nop")
                        .orElseThrow()
                        .at("/query/query")
                        .asText())
                .contains("SELECT a FROM b");
    }

    @Test
    void cutSqlIsLookedUpForATaskThatUsesItAndForNoOther() {
        SampleJob job = SampleJob.query("q--dispatch", "SELECT a FROM b", "acme:d.t");
        scene.world().storage().put("gs://ops/tasks/q/dispatch.json", "{" + KEEP_SQL + "}");
        SampleJob other = SampleJob.query("r--dispatch", "SELECT a FROM b", "acme:d.t");
        scene.world().storage().put("gs://ops/tasks/r/dispatch.json", "{" + COPY + "}");

        assertThat(looks("", job, List.of(CutEntries.sql(job, 8), CutEntries.sql(other, 8)), Map.of()))
                .isEqualTo(1);
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/"))
                .contains("q/dispatch-job.json", "r/dispatch-job.json");
    }

    @Test
    void aCutListOfUrisIsLookedUpForTheActionThatTakesThemAll() {
        SampleJob job = SampleJob.load("l", "acme:d.t", "gs://data/1", "gs://data/2", "gs://data/3");
        for (int i = 1; i <= 3; i++) {
            scene.world().storage().put("gs://data/" + i, "x");
        }
        String delete = "\"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URLs\": \"$LoadURIs\"}}]";

        assertThat(looks(when("{\"Dest\": \"d.t\"}", delete), job, CutEntries.list(job, 1)))
                .isEqualTo(1);
        assertThat(scene.names("gs://data/")).isEmpty();
    }

    @Test
    void cutDestinationsOfAnExtractAreLookedUpWhereDestMayMatter() {
        SampleJob job = SampleJob.extract("x", "acme:d.t", "gs://data/a-*", "gs://data/b-*");
        String notify = "\"OnSuccess\": [{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/none\"}}]";

        assertThat(looks(when("{\"Dest\": \"/b-\"}", notify), job, CutEntries.list(job, 1)))
                .isEqualTo(1);
        assertThat(source("x")).isEqualTo("A");
    }

    // Lost metadata and pieces

    @Test
    void anEntryWithoutMetadataIsLookedUpAndDispatched() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");

        assertThat(looks(when("{\"Dest\": \"d.t\"}"), job, CutEntries.bare(job)))
                .isEqualTo(1);
        assertThat(source("q")).isEqualTo("A");
        assertThat(scene.entry("q").at("/configuration/query/query").asText()).isEqualTo("SELECT 1");
    }

    @Test
    void anEntryWithoutMetadataIsNotLookedUpIfNoRouteMayTakeIt() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");
        String routes = when("{\"Dest\": \"d.t\", \"User\": \"^bob@\"}") + ","
                + when("{\"Dest\": \"d.t\", \"Project\": \"^other$\"}");

        assertThat(looks(routes, job, CutEntries.bare(job))).isZero();
        assertThat(scene.names("gs://ops/")).isEmpty();
    }

    @Test
    void aTaskOfAJobWithoutMetadataIsRunForTheOutcomeThatBigQueryTells() {
        SampleJob job = SampleJob.query("q--dispatch", "SELECT 1", "acme:d.t");
        scene.world().storage().put("gs://ops/tasks/q/dispatch.json", "{" + COPY + "}");

        assertThat(looks("", job, CutEntries.bare(job))).isEqualTo(1);
        assertThat(scene.submitted("q--000_copy--dispatch_nop")).isEmpty();
        assertThat(scene.entry("q--dispatch").at("/Actions/0/Status").asText()).isEqualTo("submitted");
    }

    @Test
    void ofThePiecesOfAnEntryOneIsTaken() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");
        scene.with(Scene.config(when("{\"Dest\": \"d.t\"}")));
        scene.world().bigQuery().add(job.toRest());
        scene.world().bigQuery().completeManually();
        Replica replica = scene.start();
        CutEntries.pieces(job).forEach(piece -> scene.publish(piece.toString()));
        scene.settle();

        assertThat(looks(replica)).isEqualTo(1);
        assertThat(source("q")).isEqualTo("A");
        assertThat(Http.get(replica, "/metrics").body())
                .contains("bqdispatch_events_total{outcome=\"ok\"} 1.0")
                .contains("bqdispatch_events_total{outcome=\"ignored\"} 1.0");
    }

    @Test
    void otherCallsAreThoseOfAnyEvent() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");
        scene.with(Scene.config(when("{\"Dest\": \"d.t\"}")));
        scene.world().bigQuery().completeManually();
        Replica replica = scene.start();
        scene.publish(job, EventFormat.C).settle();

        assertThat(replica.gateway().calls().matching(call -> !call.api().equals("pubsub")).stream()
                        .map(Call::method))
                .containsExactly("jobs.get", "objects.get", "objects.get", "jobs.insert", "objects.insert");
    }
}
