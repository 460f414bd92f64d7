package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pass of the reconciler, and others at the same time. */
class PassRacesTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);
    private static final String PUSH = """
            {"When": {"Dest": ":d.t$"},
             "OnSuccess": [{"Action": "push", "Request": {"Topic": "done", "Message": "x"}}]}
            """;
    private static final SampleJob JOB = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");

    private final PassScene passes = new PassScene(PUSH);
    private final Scene scene = passes.scene();

    @AfterEach
    void close() {
        passes.close();
    }

    private Replica startPasses(Gateway gateway) {
        scene.world().pubSub().createTopic(Told.TOPIC);
        return scene.with(PassScene.CONFIG).start(gateway);
    }

    private Replica startWithoutPasses(Gateway gateway) {
        return scene.with(Scene.config(PUSH)).start(gateway);
    }

    private static boolean takesJob(Call call) {
        return call.is("objects.insert") && call.path().contains("/b/ops/");
    }

    private Sleep inClaimOnTheJob() {
        return Sleep.inCall(
                1,
                call -> takesJob(call)
                        && !scene.names(PassScene.STATE + "claims/").isEmpty());
    }

    private void assertToldOnce() {
        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).hasSize(1);
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        assertThat(scene.names(PassScene.STATE + "claims/")).isEmpty();
    }

    @Test
    void aPassThatWasTakenOverDispatchesNothingMore() {
        passes.missed(JOB);
        Replica overtaken = startPasses(passes.takenOverIn("jobs.list"));
        PassScene.awaitPass(overtaken, "stopped");

        assertThat(scene.world().pubSub().publishedTo(Told.TOPIC)).isEmpty();
        assertThat(scene.world().storage().object(PassScene.CLAIM).metadata()).containsEntry("owner", "another");
        assertThat(scene.names(PassScene.STATE)).doesNotContain("reconcile/last.json");
    }

    @Test
    void anEventThatComesWhileAPassIsAtItsJobIsADuplicate() {
        passes.missed(JOB);
        Sleep sleep = inClaimOnTheJob();
        Replica finds = startPasses(Gateway.to(scene.world()).watchedBy(sleep));
        await("the claim").atMost(LONG_ENOUGH).until(sleep::hasBegun);
        startWithoutPasses(Gateway.to(scene.world()));
        scene.publish(JOB, EventFormat.A);
        assertThat(scene.untilAwake()).isEqualTo(Duration.ofSeconds(75));
        sleep.wake();
        PassScene.awaitPass(finds, "done");
        scene.settleInTime();

        assertToldOnce();
        assertThat(PassScene.missed(finds, "route")).isEqualTo(1);
    }

    @Test
    void aJobWhoseEventIsJustBeingDispatchedIsNotMissed() {
        scene.world().pubSub().createTopic(Told.TOPIC);
        Sleep sleep = inClaimOnTheJob();
        startWithoutPasses(Gateway.to(scene.world()).watchedBy(sleep));
        scene.publish(JOB, EventFormat.A);
        await("the claim").atMost(LONG_ENOUGH).until(sleep::hasBegun);
        Replica finds = startPasses(Gateway.to(scene.world()));
        PassScene.awaitPass(finds, "done");
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/")).isEmpty();
        sleep.wake();
        scene.settle();
        passes.anotherPass(finds, Duration.ofMinutes(3));

        assertToldOnce();
        assertThat(PassScene.missed(finds, "route")).isZero();
    }
}
