package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.SampleJob;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Plans whose rest grows long, or deep, when it is filled in for the task of a child. */
class LongPlansTest {
    private static final String COPY = "{\"Action\": \"copy\", \"Request\": {\"Dest\": \"d.copy\"}}";
    private static final String CHILD = "load-1--000_copy--dispatch";
    private static final String PUSH = push("[\"$LoadURIs\"]");

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    private static String push(String data) {
        return "{\"Action\": \"push\", \"Request\": {\"Topic\": \"done\", \"Data\": " + data + "}}";
    }

    /** As many URIs as a load may have, 1.7 million characters of them. */
    private static SampleJob loaded() {
        String[] uris = IntStream.range(0, 10_000)
                .mapToObj(i -> "gs://data/" + "x".repeat(150) + "/" + (10_000 + i) + ".csv")
                .toArray(String[]::new);
        return SampleJob.load("load-1", "acme:d.t", uris);
    }

    private void copyThenPush(int times) {
        Told.start(scene, COPY, String.join(", ", Collections.nCopies(times, PUSH)));
        scene.publish(loaded(), EventFormat.A).settle();
    }

    private String error() {
        return scene.failedEntry("load-1").path("Response").path("Error").asText();
    }

    @Test
    void theUrisOfTheLongestEventFitIntoATaskSeveralTimes() {
        copyThenPush(3);

        assertThat(scene.entry(CHILD).path("Actions"))
                .hasSize(3)
                .allMatch(action -> action.path("Status").asText().equals("done"));
    }

    @Test
    void noJobIsSubmittedWhoseTaskWouldBeTooLongToRead() {
        copyThenPush(10);

        assertThat(error())
                .startsWith("action 0, copy: ")
                .matches(".* it has \\d{8} characters; expected at most 16777216; make .* shorter .*");
        assertThat(scene.submitted(CHILD)).isEmpty();
        assertThat(scene.names("gs://ops/tasks/")).isEmpty();
    }

    @Test
    void noJobIsSubmittedWhoseTaskWouldBeTooDeepToRead() {
        String deep = "[".repeat(198) + "'$JobID'" + "]".repeat(198);
        Told.start(scene, COPY, push("\"" + deep.replace("'", "\\\"") + "\""));
        scene.publish(SampleJob.load("load-1", "acme:d.t", "gs://data/a.csv"), EventFormat.A)
                .settle();

        assertThat(error()).startsWith("action 0, copy: ").contains("it is nested deeper than 200 levels");
        assertThat(scene.submitted(CHILD)).isEmpty();
    }
}
