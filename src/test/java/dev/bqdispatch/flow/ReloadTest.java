package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The configuration changes while events flow. */
class ReloadTest {
    private static final String URL = "gs://ops/conf/bqdispatch.json";

    private final Scene scene = new Scene().with(URL);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aBrokenVersionIsRefusedAloudAndAMendedOneTaken() {
        scene.world().storage().put(URL, deletes("first"));
        Replica replica = scene.start();
        flow("a");
        assertThat(scene.entry("a-9").path("Actions").toString()).contains("gs://data/first");

        scene.world().storage().put(URL, deletes("second").replace("\"Dest\": \"d.t\"", "\"Dest\": \"d.(t\""));
        await().untilAsserted(
                        () -> assertThat(Http.get(replica, "/health/ready").body())
                                .contains("degraded")
                                .contains("$.Routes[0].When.Dest")
                                .contains("stays in force"));
        assertThat(Http.get(replica, "/health/ready").statusCode()).isEqualTo(200);
        assertThat(Http.get(replica, "/metrics").body())
                .contains("bqdispatch_config_current 0.0")
                .contains("bqdispatch_config_refused_total 1.0");
        flow("b");
        assertThat(scene.entry("b-9").path("Actions").toString()).contains("gs://data/first");

        scene.world().storage().put(URL, deletes("third"));
        await().untilAsserted(() ->
                assertThat(Http.get(replica, "/health/ready").body()).doesNotContain("degraded"));
        flow("c");
        assertThat(scene.entry("c-9").path("Actions").toString()).contains("gs://data/third");
        assertThat(Http.get(replica, "/metrics").body()).contains("bqdispatch_config_current 1.0");
    }

    @Test
    void aDeletedConfigurationIsABadVersionAndNotAnEmptyOne() {
        scene.world().storage().put(URL, deletes("first"));
        Replica replica = scene.start();
        scene.world().storage().remove(URL);
        await().untilAsserted(() ->
                assertThat(Http.get(replica, "/health/ready").body()).contains("was deleted"));
        flow("a");
        assertThat(scene.entry("a-9").path("Actions").toString()).contains("gs://data/first");
    }

    @Test
    void onlyMetadataIsReadWhileNothingChanges() {
        scene.world().storage().put(URL, deletes("first"));
        Replica replica = scene.start();
        await().until(() -> replica.gateway().calls().countOf("objects.get") > 5);
        assertThat(replica.gateway().calls().countOf("objects.get.media")).isEqualTo(1);
    }

    /** Ten events, dispatched. */
    private void flow(String name) {
        for (int i = 0; i < 10; i++) {
            scene.publish(SampleJob.query(name + "-" + i, "SELECT 1", "acme:d.t"), EventFormat.A);
        }
        scene.settle();
    }

    private static String deletes(String object) {
        String route = "{\"When\": {\"Dest\": \"d.t\"}, \"OnSuccess\": ["
                + "{\"Action\": \"delete\", \"Request\": {\"URL\": \"gs://data/" + object + "\"}}]}";
        return Scene.config(route, ", \"CheckInMs\": 100");
    }
}
