package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which calls to Google an event costs. */
class CostTest {
    private final Scene scene = new Scene().with(Scene.config("""
                    {"When": {"Dest": "d\\\\.t$"}, "OnSuccess": [{"Action": "copy", "Request": {"Dest": "d.u"}}]}
                    """));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void anUnmatchedEventCostsNothing() {
        assertThat(calls(SampleJob.query("q", "SELECT 1", "acme:d.other"))).isEmpty();
    }

    @Test
    void anUnmatchedEventWhoseIdEndsInDispatchCostsTwoReads() {
        assertThat(calls(SampleJob.query("q--dispatch", "SELECT 1", "acme:d.other")))
                .containsExactly("objects.get.media", "objects.get.media");
    }

    @Test
    void anUnmatchedEventWithoutDoubleDashCostsOneRead() {
        assertThat(calls(SampleJob.query("mydispatch", "SELECT 1", "acme:d.other")))
                .containsExactly("objects.get.media");
    }

    @Test
    void anEventOfARouteCostsTwoLooksAndAWriteBesideItsActions() {
        assertThat(calls(SampleJob.query("q", "SELECT 1", "acme:d.t")))
                .containsExactly("objects.get", "objects.get", "jobs.insert", "objects.insert");
    }

    @Test
    void anEventOfATaskCostsSixCallsBesideItsActions() {
        scene.world().storage().put("gs://ops/tasks/q/dispatch.json", "{\"OnSuccess\": []}");
        assertThat(calls(SampleJob.query("q--dispatch", "SELECT 1", "acme:d.other")))
                .containsExactly(
                        "objects.get.media",
                        "objects.get",
                        "objects.get",
                        "objects.insert",
                        "objects.rewrite",
                        "objects.delete");
    }

    private List<String> calls(SampleJob job) {
        Replica replica = scene.start();
        // Its child's event would cost calls of its own.
        scene.world().bigQuery().completeManually();
        scene.publish(job, EventFormat.A).settle();
        return replica.gateway().calls().matching(call -> !call.api().equals("pubsub")).stream()
                .map(Call::method)
                .toList();
    }
}
