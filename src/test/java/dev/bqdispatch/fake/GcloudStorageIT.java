package dev.bqdispatch.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code gcloud storage} command against the fakes; nothing but the loopback interface is talked to. */
@Tag("integration")
final class GcloudStorageIT {
    private final FakeWorld world = new FakeWorld();
    private final Gateway gateway = Gateway.to(world);

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Gcloud command;

    @BeforeEach
    void gcloudIsThere() throws IOException {
        Gcloud.assumeThere();
        command = new Gcloud(gateway.url(), directory);
    }

    @AfterEach
    void close() {
        gateway.close();
        world.close();
    }

    @Test
    void gcloudListsAndReadsWhatTheFakesHold() throws Exception {
        world.storage().put("gs://b/journal/2026-03-01_12/a job-job.json", "{\"Response\":\"ok\"}");
        world.storage().put("gs://b/o", "hello\n");

        assertThat(gcloud("storage", "ls", "-r", "gs://b/**").lines())
                .containsExactlyInAnyOrder("gs://b/journal/2026-03-01_12/a job-job.json", "gs://b/o");
        assertThat(gcloud("storage", "ls", "gs://b/").lines()).containsExactlyInAnyOrder("gs://b/journal/", "gs://b/o");
        assertThat(gcloud("storage", "cat", "gs://b/o")).isEqualTo("hello\n");
        assertThat(gcloud("storage", "cat", "gs://b/journal/**")).isEqualTo("{\"Response\":\"ok\"}");
    }

    @Test
    void gcloudWritesAndRemoves() throws Exception {
        world.storage().createBucket("b");
        Path file = Files.writeString(directory.resolve("up.txt"), "upwards");

        gcloud("storage", "cp", file.toString(), "gs://b/dir/");
        gcloud("storage", "mv", "gs://b/dir/up.txt", "gs://b/moved.txt");

        assertThat(world.storage().list("gs://b/")).containsExactly("gs://b/moved.txt");
        assertThat(world.storage().text("gs://b/moved.txt")).isEqualTo("upwards");
        gcloud("storage", "rm", "gs://b/moved.txt");
        assertThat(world.storage().list("gs://b/")).isEmpty();
    }

    private String gcloud(String... words) throws IOException, InterruptedException {
        return command.run(words);
    }
}
