package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import java.util.Map;
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
    void anActionThatMustNotBeDoneTwiceCostsALookANoteAndAClaim() {
        scene.with(Scene.config("""
                        {"When": {"Dest": "d\\\\.t$"}, "OnSuccess": [{"Action": "notify",
                          "Request": {"Channels": "#ops", "Message": "x", "Token": "xoxb-1"}}]}
                        """));
        assertThat(calls(SampleJob.query("q", "SELECT 1", "acme:d.t")))
                .containsExactly(
                        "objects.insert",
                        "objects.list",
                        "objects.get",
                        "objects.get",
                        "objects.get",
                        "chat.postMessage",
                        "objects.insert",
                        "objects.insert",
                        "objects.list",
                        "objects.delete",
                        "objects.delete");
    }

    @Test
    void anActionThatTheChildsRunComesToCostsNothingBeforeThat() {
        scene.with(Scene.config("""
                        {"When": {"Dest": "d\\\\.t$"}, "OnSuccess": [{"Action": "copy", "Request": {"Dest": "d.u"}},
                          {"Action": "notify", "Request": {"Channels": "#ops", "Message": "x", "Token": "xoxb-1"}}]}
                        """));
        assertThat(calls(SampleJob.query("q", "SELECT 1", "acme:d.t")))
                .containsExactly("objects.get", "objects.get", "objects.insert", "jobs.insert", "objects.insert");
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

    @Test
    void aFailedChildOfOursCostsOneLookAtTheJob() {
        assertThat(calls(FailedChildren.copy("root--000_copy--dispatch_nop", new JobFailure("notFound", "no table"))))
                .containsExactly("jobs.get");
    }

    @Test
    void aFailedJobOfSomebodyElsesCostsNoLookWhateverItIsCalled() {
        assertThat(calls(FailedChildren.copy("root--000_copy--dispatch_nop", FailedChildren.IN_PASSING)
                        .withLabels(Map.of("team", "sales"))))
                .isEmpty();
    }

    @Test
    void aChildOfOursThatSucceededCostsNothing() {
        assertThat(calls(SampleJob.copy("root--000_copy--dispatch_nop", "acme:d.u", "acme:d.s")
                        .withLabels(FailedChildren.labels())))
                .isEmpty();
    }

    @Test
    void anEventThatSaysWhyTheChildFailedCostsNoLookIfThatStays() {
        SampleJob child = FailedChildren.copy("root--000_copy--dispatch_nop", new JobFailure("notFound", "no table"));
        assertThat(calls(child, EventFormat.D)).isEmpty();
    }

    @Test
    void aChildIsSubmittedAgainInThisOrder() {
        scene.world().storage().put("gs://ops/tasks/root/000_copy/dispatch.json", FailedChildren.task());
        assertThat(calls(FailedChildren.copy("root--000_copy--dispatch", FailedChildren.IN_PASSING)))
                .containsExactly(
                        "objects.get.media",
                        "objects.get",
                        "objects.get",
                        "jobs.get",
                        "objects.insert",
                        "jobs.insert",
                        "objects.insert",
                        "objects.rewrite",
                        "objects.delete");
        assertThat(scene.names("gs://ops/tasks/")).containsExactly("root/000_copy_r1/dispatch.json");
    }

    @Test
    void aChildThatNothingWaitsForIsSubmittedAgainInThisOrder() {
        assertThat(calls(FailedChildren.copy("root--000_copy--dispatch_nop", FailedChildren.IN_PASSING)))
                .containsExactly("jobs.get", "objects.get", "objects.get", "jobs.insert", "objects.insert");
    }

    private List<String> calls(SampleJob job) {
        return calls(job, EventFormat.A);
    }

    private List<String> calls(SampleJob job, EventFormat format) {
        Replica replica = scene.start();
        // Its child's event would cost calls of its own.
        scene.world().bigQuery().completeManually();
        scene.publish(job, format).settle();
        return replica.gateway().calls().matching(call -> !call.api().equals("pubsub")).stream()
                .map(Call::method)
                .toList();
    }
}
