package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.CutEntries;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.JobFailure;
import dev.bqdispatch.fake.SampleJob;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which calls to Google an event costs. */
class CostTest {
    private final Scene scene = new Scene().with(Scene.config("""
                    {"When": {"Dest": "d\\\\.t$"}, "OnSuccess": [{"Action": "copy", "Request": {"Dest": "d.u"}}]}
                    """));

    @AfterEach
    void close() {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"A", "B", "D", "E"})
    void anUnmatchedEventThatCarriesItsJobCostsNothing(EventFormat format) {
        assertThat(calls(SampleJob.query("q", "SELECT 1", "acme:d.other"), format))
                .isEmpty();
    }

    @Test
    void anUnmatchedReferenceCostsOneLookAtTheJob() {
        assertThat(calls(SampleJob.query("q", "SELECT 1", "acme:d.other"), EventFormat.C))
                .containsExactly("jobs.get");
    }

    @Test
    void anUnmatchedEventWhoseCutTextDecidesCostsOneLookAtTheJob() {
        scene.with(Scene.config("""
                        {"When": {"Source": "FROM c"},
                          "OnSuccess": [{"Action": "copy", "Request": {"Dest": "d.u"}}]}
                        """));
        SampleJob job = SampleJob.query("q", "SELECT a FROM b", "acme:d.t");
        scene.world().bigQuery().add(job.toRest());
        assertThat(callsOf(() -> scene.publish(CutEntries.sql(job, 8).toString())))
                .containsExactly("jobs.get");
    }

    @Test
    void whatIsNoFinishedJobCostsNothing() {
        assertThat(callsOf(() -> scene.publish("{}"))).isEmpty();
    }

    @Test
    void whatIsNoJsonCostsOneWrite() {
        assertThat(callsOf(() -> scene.publish("no JSON"))).containsExactly("objects.insert");
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
    void aDuplicateOfARoutesEventCostsTwoLooks() {
        SampleJob job = SampleJob.query("q", "SELECT 1", "acme:d.t");
        calls(job);
        assertThat(calls(job)).containsExactly("objects.get", "objects.get");
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
        return callsOf(() -> scene.publish(job, format));
    }

    /** What a replica calls that meets what is published, and dies after that. */
    private List<String> callsOf(Runnable published) {
        Replica replica = scene.start();
        // Its child's event would cost calls of its own.
        scene.world().bigQuery().completeManually();
        published.run();
        scene.settle();
        replica.kill();
        return replica.gateway().calls().matching(call -> !call.api().equals("pubsub")).stream()
                .map(Call::method)
                .toList();
    }
}
