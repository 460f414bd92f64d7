package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that sleeps in a move, is taken over, and comes to another end than the run that took over. */
class OvertakenTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/a.csv");
    private static final String MOVE = """
            {"Action": "move", "Request": {"SourceURL": "gs://data/in/a.csv", "DestURL": "gs://data/taken/"}}
            """;
    private static final String PUSH = "{\"Action\": \"push\", \"Request\": {\"Topic\": \"done\", \"Message\": \"x\"}}";
    private static final Duration PAST_EVERY_CLAIM = Duration.ofMinutes(2);

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private void overtake(String route, Predicate<Call> sleepsIn, Runnable whileAsleep, Runnable beforeItWakes) {
        scene.world().pubSub().createTopic(Told.TOPIC);
        scene.world().storage().put("gs://data/in/a.csv", "1,2");
        Sleep sleep = Sleep.inCall(1, sleepsIn);
        Replica sleeper =
                scene.with(Scene.config(route)).start(Gateway.to(scene.world()).watchedBy(sleep));
        scene.publish(LOADED, EventFormat.A);
        await("sleep").until(sleep::hasBegun);
        whileAsleep.run();
        scene.clock().advance(PAST_EVERY_CLAIM);
        scene.world().pubSub().expireLeases();
        scene.start();
        scene.settleInTime();
        beforeItWakes.run();
        sleep.wake();
        await("the end of its work").until(() -> PassScene.counted(sleeper, "bqdispatch_in_flight") == 0);
    }

    private void takeAway() {
        scene.world().storage().remove("gs://data/taken/a.csv");
    }

    @Test
    void whoFailsOfWhatAnotherDidLeavesTheOthersEntryAlone() {
        overtake(
                "{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + MOVE + ", " + PUSH + "]}",
                call -> call.is("objects.get") && call.path().endsWith("a.csv"),
                () -> {},
                this::takeAway);
        assertThat(scene.names("gs://ops/errors/")).isEmpty();
        assertThat(scene.entry("load-1").path("Response").path("Status").asText())
                .isEqualTo("ok");
    }

    /** The other has given the value back, so the next job with it runs; two must not have it. */
    @Test
    void whoDoesWellWithAValueThatAnotherGaveBackSaysNothingOfIt() {
        overtake(
                "{\"Name\": \"r\", \"Once\": \"$DestTable\", \"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": [" + MOVE
                        + "]}",
                call -> call.is("objects.delete") && call.path().endsWith("a.csv"),
                this::takeAway,
                () -> {});
        assertThat(scene.failedEntry("load-1").path("Response").path("Error").asText())
                .contains("there is neither");
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/")).isEmpty();
    }
}
