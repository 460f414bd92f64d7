package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final SampleJob LOADED =
            SampleJob.load("load-1", "acme:staging.orders_20260301", "gs://data/in/orders.csv");

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aChainOfThreeJobsRunsToItsEnd() {
        scene.with(Scene.config(Routes.CHAIN));
        scene.world().storage().put("gs://data/in/orders.csv", "1,2");
        scene.start();
        scene.publish(LOADED, EventFormat.A).settle();
        assertThat(scene.world().bigQuery().jobIds())
                .containsExactly(
                        "load-1",
                        "load-1--000_copy--dispatch",
                        "load-1--000-000_query--dispatch",
                        "load-1--000-000-000_export--dispatch");
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/")).containsExactly("a");
    }
}
