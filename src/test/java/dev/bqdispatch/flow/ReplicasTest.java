package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several replicas at the same job, and one that has to end with its hands full. */
class ReplicasTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final String COPY_THEN_DELETE = """
            {"When": {"Dest": "d.t"}, "OnSuccess": [
              {"Action": "copy", "Request": {"Dest": "d.u"}},
              {"Action": "delete", "Request": {"URLs": "$LoadURIs"}}]}
            """;

    private static final String TWO_DELETES = """
            {"When": {"Dest": "d.t"}, "OnSuccess": [
              {"Action": "delete", "Request": {"URL": "gs://data/a"}},
              {"Action": "delete", "Request": {"URL": "gs://data/b"}}]}
            """;

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aReplicaThatIsRefusedTakesNoTaskFromOneThatIsNot() {
        scene.with(Scene.config(COPY_THEN_DELETE));
        scene.world().storage().put("gs://data/in/t.csv", "1,2");
        Replica writer = scene.start();
        writer.gateway().failNext(1, "objects.insert", Fault.late(Duration.ofSeconds(2)));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> writer.gateway().calls().countOf("objects.insert") > 0);
        writer.gateway().failNext(1_000, "subscriptions.pull", Fault.status(503, "unavailable"));
        Replica refused = scene.start();
        refused.gateway().failNext(1, "jobs.insert", Fault.status(403, "accessDenied"));
        scene.publish(LOADED, EventFormat.B);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !scene.names("gs://ops/errors/").isEmpty()
                        || scene.world().bigQuery().jobIds().size() > 1);
        writer.gateway().heal();
        scene.settle();
        assertThat(scene.names("gs://data/")).as("the rest of the plan").isEmpty();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    /** Which writes the entry first, and then retires the task. */
    @Test
    void theTaskOfAChildWhoseDispatchIsJustEndingIsKept() {
        // So that the child's event waits for the end of its parent's.
        scene.with(Scene.config(COPY_THEN_DELETE, ", \"MaxInFlight\": 1"));
        scene.world().bigQuery().onCompletion(this::writeEntry);
        Replica replica = scene.start();
        replica.gateway().failNext(1, "jobs.insert", Fault.loseReply());
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/")).contains("load-1/000_copy/dispatch.json");
    }

    private void writeEntry(JsonNode job) {
        String id = job.at("/jobReference/jobId").asText();
        scene.world()
                .storage()
                .put(
                        "gs://ops/journal/" + Scene.HOUR + "/" + id.replace("--", "/") + "-job.json",
                        ByteString.copyFromUtf8("{}"),
                        Map.of("job", "acme:US." + id));
    }

    @Test
    void aStopHoldsForPlansThatWaitForAWorker() {
        scene.with(Scene.config(TWO_DELETES, ", \"Workers\": 1")
                .replace("\"DrainTimeoutMs\": 0", "\"DrainTimeoutMs\": 60000"));
        Replica replica = scene.start();
        replica.gateway().latency(Duration.ofMillis(50));
        for (int i = 0; i < 60; i++) {
            scene.publish(SampleJob.load("load-" + i, "acme:d.t", "gs://data/x"), EventFormat.A);
        }
        await().until(() -> replica.gateway().calls().countOf("objects.get") > 20);
        long before = replica.gateway().calls().countOf("objects.get");
        replica.close();
        assertThat(replica.gateway().calls().countOf("objects.get"))
                .as("looks before and after the stop, of 240 in all")
                .isLessThan(before + 10);
        assertThat(scene.world().pubSub().unacked()).isNotEmpty();
        assertThat(scene.world().pubSub().leased(Scene.SUBSCRIPTION)).isZero();
    }

    /** Whoever the event is given back to may be at it by then. */
    @Test
    void aStopHoldsForAStepThatWouldBeTriedAgain() {
        scene.with(Scene.config(COPY_THEN_DELETE).replace("\"DrainTimeoutMs\": 0", "\"DrainTimeoutMs\": 60000"));
        Sleep sleep = Sleep.inCall(1, call -> call.is("jobs.insert"));
        Gateway gateway = Gateway.to(scene.world()).watchedBy(sleep);
        gateway.failNext(1, "jobs.insert", Fault.loseReply());
        Replica replica = scene.start(gateway);
        scene.publish(LOADED, EventFormat.A);
        await().until(sleep::hasBegun);

        assertThat(replica.closeAsleep(sleep)).succeedsWithin(Duration.ofSeconds(30));
        assertThat(gateway.calls().countOf("jobs.insert")).isEqualTo(1);
        assertThat(scene.names("gs://ops/journal/")).as("entries").isEmpty();
    }
}
