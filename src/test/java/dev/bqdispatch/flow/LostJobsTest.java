package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bqdispatch.fake.CutEntries;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs whose log entry lost its metadata, and of which BigQuery refuses to tell the rest. */
class LostJobsTest {
    private static final SampleJob JOB = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");
    private static final String COPY = "\"OnSuccess\": [{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.u\"}}]";
    private static final String CHILD_ID = "q--000_copy--dispatch";
    private static final SampleJob CHILD = SampleJob.query(CHILD_ID, "SELECT 1", "acme:d.u");
    private static final String CHILD_TASK = "gs://ops/tasks/q/000_copy/dispatch.json";
    private static final String CONTINUATION = "{\"OnSuccess\": [{\"Action\": \"delete\", \"Bound\": true,"
            + " \"Request\": {\"URL\": \"gs://data/x\"}}]}";

    private final Scene scene = new Scene().with(Scene.config(""));

    @AfterEach
    void close() {
        scene.close();
    }

    private Replica start() {
        scene.world().bigQuery().completeManually();
        return scene.start();
    }

    private JsonNode kept(String messageId) {
        return scene.json("gs://ops/errors/invalid/" + Scene.HOUR + "/" + messageId + ".json");
    }

    @Test
    void aTaskOfALostChildIsRetiredWithAnErrorEntryThatListsWhatDidNotRun() {
        JsonNode entry = refused(CutEntries.bare(CHILD.failed("invalid", "Bad file")), CONTINUATION);

        assertThat(entry.at("/Response/Error").asText())
                .startsWith(
                        "the job's log entry was cut, and looking up acme:US." + CHILD_ID + ": US: 403 accessDenied");
        assertThat(entry.at("/Response/MatchedURL").asText()).isEqualTo(CHILD_TASK);
        assertThat(entry.at("/Response/Abandoned/0/Action").asText()).isEqualTo("delete");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names("gs://ops/errors/invalid/")).isEmpty();
        assertThat(scene.names("gs://data/")).containsExactly("x");
    }

    @Test
    void aLostChildThatShowsNoErrorAbandonsItsContinuationToo() {
        JsonNode entry = refused(CutEntries.bare(CHILD), CONTINUATION);

        assertThat(entry.at("/Response/Abandoned")).hasSize(1);
        assertThat(entry.at("/Actions/0/Status").asText()).isEqualTo("not run");
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void aLostJobIsAnErrorEntryForTheRouteThatIsSureToTakeIt() {
        scene.with(Scene.config(
                "{\"When\": {\"JobID\": \"^q$\", \"Include\": [\"scriptChildren\", \"anonymous\"]}," + COPY + "}"));
        Replica replica = start();
        replica.gateway().failNext(2, "jobs.get", Fault.status(403, "accessDenied"));
        scene.publish(CutEntries.bare(JOB).toString());
        scene.settle();

        assertThat(scene.failedEntry("q").at("/Actions/0/Status").asText()).isEqualTo("not run");
        assertThat(scene.failedEntry("q").at("/Response").has("Abandoned")).isFalse();
    }

    @Test
    void aLostJobIsKeptWhereTheRouteActsOnlyOnAnOutcomeThatNobodyKnows() {
        scene.with(Scene.config("{\"When\": {\"JobID\": \"^q$\", \"Include\": [\"scriptChildren\", \"anonymous\"]},"
                + COPY.replace("OnSuccess", "OnFailure") + "}"));
        Replica replica = start();
        replica.gateway().failNext(2, "jobs.get", Fault.status(403, "accessDenied"));
        String id = scene.publish(CutEntries.bare(JOB).toString());
        scene.settle();

        assertThat(kept(id).path("reason").asText()).contains("US: 403 accessDenied");
    }

    private JsonNode refused(ObjectNode event, String task) {
        scene.world().storage().put(CHILD_TASK, task);
        scene.world().storage().put("gs://data/x", "x");
        Replica replica = start();
        replica.gateway().failNext(2, "jobs.get", Fault.status(403, "accessDenied"));
        scene.publish(event.toString());
        scene.settle();
        return scene.failedEntry(CHILD_ID);
    }
}
