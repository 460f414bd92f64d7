package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actions that take many calls: prefixes of a thousand objects, objects that are copied bit by bit. */
class ManyObjectsTest {
    private static final SampleJob LOADED = SampleJob.load("load-1", "acme:d.t", "gs://data/in/t.csv");
    private static final String DELETE = """
            {"When": {"Dest": "d.t$"}, "OnSuccess": [
              {"Action": "delete", "Request": {"URL": "gs://data/day/$Date/*", "URLs": ["gs://data/in/t*"]}}]}
            """;
    private static final String MOVE = """
            {"When": {"Dest": "d.t$"}, "OnSuccess": [
              {"Action": "move", "Request": {"SourceURLs": "$LoadURIs", "DestURL": "gs://data/done/"}}]}
            """;

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private String status() {
        return scene.entry("load-1").at("/Actions/0/Status").asText();
    }

    @Test
    void aPrefixIsDeletedPageByPage() {
        for (int i = 0; i < 1005; i++) {
            scene.world().storage().put("gs://data/day/20260301/" + i, "x");
        }
        scene.world().storage().put("gs://data/day/20260302/0", "stays");
        scene.world().storage().put("gs://data/in/t.csv", "goes");
        scene.world().storage().put("gs://data/in/u.csv", "stays");
        Replica replica = scene.with(Scene.config(DELETE)).start();
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(scene.names("gs://data/")).containsExactly("day/20260302/0", "in/u.csv");
        assertThat(status()).isEqualTo("done");
        assertThat(replica.gateway().calls().countOf("objects.list")).isEqualTo(3);
        assertThat(replica.gateway().calls().countOf("objects.get")).isLessThan(10);
    }

    @Test
    void objectsOfAPrefixThatCameAfterTheJobAreLeftAlone() {
        scene.with(Scene.config(DELETE)).start();
        for (int i = 0; i < 30; i++) {
            scene.world().storage().put("gs://data/day/20260301/" + i, "later");
        }
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(scene.names("gs://data/")).hasSize(30);
        assertThat(scene.entry("load-1").at("/Response/Warnings"))
                .hasSize(21)
                .anyMatch(warning -> warning.asText().equals("and 10 more were left alone"));
    }

    @Test
    void aPrefixThatNothingBeginsWithIsDeleted() {
        scene.with(Scene.config(DELETE)).start();
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(status()).isEqualTo("done");
    }

    @Test
    void aPrefixThatFailsHalfWayIsDeletedByTheNextDelivery() {
        for (int i = 0; i < 10; i++) {
            scene.world().storage().put("gs://data/day/20260301/" + i, "x");
        }
        Replica replica = scene.with(Scene.config(DELETE)).start();
        replica.gateway()
                .failNext(
                        3,
                        call -> call.method().equals("objects.delete")
                                && call.path().endsWith("%2F7"),
                        Fault.status(503, "backendError"));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> replica.gateway().calls().countOf("subscriptions.modifyAckDeadline") > 0);
        assertThat(scene.names("gs://data/")).containsExactly("day/20260301/7", "day/20260301/8", "day/20260301/9");
        scene.clock().advance(Duration.ofSeconds(11));
        scene.settle();

        assertThat(scene.names("gs://data/")).isEmpty();
        assertThat(status()).isEqualTo("done");
    }

    @Test
    void aPlanThatIsToldToStopEndsBetweenTwoObjectsAndIsFinishedByAnother() {
        for (int i = 0; i < 200; i++) {
            scene.world().storage().put("gs://data/day/20260301/" + i, "x");
        }
        Replica first = scene.with(
                        Scene.config(DELETE, ", \"DrainTimeoutMs\": 20000").replace("\"DrainTimeoutMs\": 0, ", ""))
                .start();
        first.gateway().latency(Duration.ofMillis(20));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> first.gateway().calls().countOf("objects.delete") > 3);
        first.close();
        int left = scene.names("gs://data/").size();
        assertThat(left).isPositive();
        scene.start();
        scene.world().pubSub().expireLeases();
        scene.settle();

        assertThat(scene.names("gs://data/")).isEmpty();
        assertThat(status()).isEqualTo("done");
    }

    @Test
    void aBigObjectIsMovedInSeveralCalls() {
        scene.world().storage().put("gs://data/in/t.csv", "x".repeat(95));
        scene.world().storage().rewriteAtMostPerCall(10);
        Replica replica = scene.with(Scene.config(MOVE)).start();
        replica.gateway()
                .failNext(
                        1,
                        call -> call.method().equals("objects.rewrite") && call.number() % 2 == 0,
                        Fault.loseReply());
        scene.publish(LOADED, EventFormat.A).settle();

        assertThat(scene.names("gs://data/")).containsExactly("done/t.csv");
        assertThat(scene.world().storage().text("gs://data/done/t.csv")).hasSize(95);
        assertThat(replica.gateway().calls().countOf("objects.rewrite"))
                .as("goes on where it was")
                .isLessThanOrEqualTo(12);
    }

    @Test
    void aBigObjectThatAKilledServiceWasMovingIsMovedByAnother() {
        scene.world().storage().put("gs://data/in/t.csv", "x".repeat(950));
        scene.world().storage().rewriteAtMostPerCall(10);
        Replica first = scene.with(Scene.config(MOVE)).start();
        first.gateway().latency(Duration.ofMillis(10));
        scene.publish(LOADED, EventFormat.A);
        await().until(() -> first.gateway().calls().countOf("objects.rewrite") > 3);
        first.kill();
        assertThat(scene.names("gs://data/")).containsExactly("in/t.csv");
        scene.start();
        scene.world().pubSub().expireLeases();
        scene.settle();

        assertThat(scene.names("gs://data/")).containsExactly("done/t.csv");
    }
}
