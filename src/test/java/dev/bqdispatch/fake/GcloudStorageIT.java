package dev.bqdispatch.fake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

    @BeforeEach
    void gcloudIsThere() throws IOException {
        boolean found = Splitter.on(File.pathSeparatorChar)
                .splitToStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcloud")));
        assumeTrue(found, "SKIPPED: gcloud is not on the PATH, so gcloud storage was not tried against the fakes");
        // What gcloud remembers of whether it runs on Compute Engine; otherwise it asks a name server.
        Files.writeString(Files.createDirectory(directory.resolve("config")).resolve("gce"), "False");
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
        List<String> command = new ArrayList<>(List.of("gcloud"));
        command.addAll(List.of(words));
        Path errors = directory.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE", gateway.url() + "/storage/v1/",
                        "CLOUDSDK_AUTH_DISABLE_CREDENTIALS", "true",
                        "CLOUDSDK_CORE_PROJECT", "acme",
                        "CLOUDSDK_CORE_DISABLE_PROMPTS", "1",
                        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING", "true",
                        "CLOUDSDK_CORE_CHECK_GCE_METADATA", "false",
                        "CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK", "true",
                        "CLOUDSDK_STORAGE_USE_GCLOUD_CRC32C", "false",
                        "CLOUDSDK_CONFIG", directory.resolve("config").toString()));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> command + ": " + read(errors) + gateway.calls().all())
                .isZero();
        return output;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
