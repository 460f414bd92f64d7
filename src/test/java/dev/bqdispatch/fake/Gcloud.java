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

/** The {@code gcloud} command, set to talk to a gateway and to nothing else. */
public final class Gcloud {
    private final String url;
    private final Path directory;

    /**
     * Prepares it.
     *
     * @param url of the gateway
     * @param directory for its configuration
     */
    public Gcloud(String url, Path directory) throws IOException {
        this.url = url;
        this.directory = directory;
        // What gcloud remembers of whether it runs on Compute Engine; otherwise it asks a name server.
        Files.writeString(Files.createDirectory(directory.resolve("config")).resolve("gce"), "False");
    }

    /** Skips the test, aloud, where there is no gcloud. */
    public static void assumeThere() {
        boolean found = Splitter.on(File.pathSeparatorChar)
                .splitToStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcloud")));
        String skipped = "SKIPPED: gcloud is not on the PATH, so gcloud storage was not tried against the fakes";
        if (!found) {
            System.err.println(skipped);
        }
        assumeTrue(found, skipped);
    }

    /** Runs it with the words, expects exit code 0, and returns what it said. */
    public String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("gcloud"));
        command.addAll(List.of(words));
        Path errors = directory.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of(
                        "CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE", url + "/storage/v1/",
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
        assertThat(process.exitValue()).as(() -> command + ": " + read(errors)).isZero();
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
