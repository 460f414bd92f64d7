package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that could be taken for each other, or whose names do not fit. */
class IdentityTest {
    private static final String COPY_THEN_EXPORT = """
            {"When": {"Dest": "staging\\\\.t$"}, "OnSuccess": [
              {"Action": "copy", "Request": {"Source": "acme:staging.t", "Dest": "acme:shop.t"}},
              {"Action": "export", "Request": {"Source": "acme:shop.t", "DestURL": "gs://data/out/$ProjectID/$Location.csv"}}]}
            """;

    private final Scene scene = new Scene().with(Scene.config(COPY_THEN_EXPORT));

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void oneRootIdInTwoProjectsMakesTwoChains() {
        scene.start();
        scene.publish(load("daily"), EventFormat.A)
                .publish(load("daily").withProject("other"), EventFormat.A)
                .settle();
        assertThat(scene.names("gs://data/out/")).containsExactly("acme/US.csv", "other/US.csv");
        assertThat(childIds()).hasSize(4).doesNotHaveDuplicates();
        assertThat(scene.names("gs://ops/journal/" + Scene.HOUR + "/"))
                .contains("daily-job.json")
                .anyMatch(name -> name.matches("daily~[0-9a-f]{16}-job\\.json"));
    }

    /** Their children would have the same ID, and tasks are named after the ID alone. */
    @Test
    void oneRootIdInTwoLocationsIsAnErrorThatNamesBoth() {
        scene.world().bigQuery().completeManually();
        scene.start();
        scene.publish(load("daily"), EventFormat.A).settle();
        scene.publish(load("daily").withLocation("EU"), EventFormat.B).settle();
        assertThat(scene.failedEntry("daily").path("Response").path("Error").asText())
                .contains("belongs to the chain of acme:US.daily, not to that of acme:EU.daily");
        scene.world().bigQuery().completionDelay(Duration.ZERO);
        scene.world().bigQuery().completeAll();
        scene.settle();
        assertThat(scene.names("gs://data/out/")).containsExactly("acme/US.csv");
    }

    @Test
    void aChildRunsWhereItsParentRan() {
        scene.start();
        scene.publish(load("tokyo").withLocation("asia-northeast1"), EventFormat.A)
                .settle();
        assertThat(scene.world().bigQuery().jobs())
                .hasSize(3)
                .allMatch(job ->
                        job.path("jobReference").path("location").asText().equals("asia-northeast1"));
        assertThat(scene.names("gs://data/out/")).containsExactly("acme/asia-northeast1.csv");
    }

    @Test
    void aJobIdOfAThousandCharactersStartsAChain() {
        String id = "j".repeat(1_000);
        scene.start();
        scene.publish(load(id), EventFormat.A).settle();
        assertThat(scene.names("gs://data/out/")).containsExactly("acme/US.csv");
        assertThat(childIds())
                .hasSize(2)
                .allMatch(child -> child.startsWith("j".repeat(600) + "_") && child.length() < 700);
        JsonNode last = scene.json(
                "gs://ops/journal/" + Scene.HOUR + "/" + childIds().get(0).replace("--", "/") + "-job.json");
        assertThat(last.path("Response").path("ChainID").asText()).isEqualTo(id);
    }

    @Test
    void aJobIdOfAThousandCharactersIsDispatchedOnce() {
        scene.start();
        scene.publish(load("j".repeat(1_000)), EventFormat.A, EventFormat.B, EventFormat.A)
                .settle();
        assertThat(childIds()).hasSize(2);
    }

    private List<String> childIds() {
        return scene.world().bigQuery().jobs().stream()
                .filter(job -> job.path("configuration").path("labels").has("bqdispatch_root"))
                .map(job -> job.path("jobReference").path("jobId").asText())
                .toList();
    }

    private static SampleJob load(String id) {
        return SampleJob.load(id, "acme:staging.t", "gs://data/in/t.csv");
    }
}
