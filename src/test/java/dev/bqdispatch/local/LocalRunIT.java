package dev.bqdispatch.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.Gcloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The local run with the packaged service, as a user starts it. */
@Tag("integration")
final class LocalRunIT {
    private static final Path JAR = Path.of(System.getProperty("bqdispatch.jar", "target/bqdispatch.jar"));
    private static final Path CONF = Path.of("conf/local");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, UTF_8);

    @TempDir
    private Path directory;

    @Test
    void theScriptChecksThatEverySampleIsDispatchedAndLeavesNoProcess() throws Exception {
        Path errors = directory.resolve("stderr");
        Process script = new ProcessBuilder(
                        Path.of("scripts/run-local.sh").toAbsolutePath().toString(), "--once")
                .directory(directory.toFile())
                .redirectError(errors.toFile())
                .start();
        List<ProcessHandle> below = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        script.inputReader(UTF_8).lines().forEach(line -> {
            lines.add(line);
            script.descendants().filter(each -> !below.contains(each)).forEach(below::add);
        });

        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue())
                .as(() -> String.join("\n", lines) + read(errors))
                .isZero();
        assertThat(lines)
                .contains("   job orders-1003--000-000-000_export--dispatch", "     move     done")
                .anyMatch(line -> line.startsWith("OK: every sample was dispatched"))
                .anyMatch(line -> line.startsWith("  | ") && line.strip().endsWith(" ended"))
                .noneMatch(line -> line.contains("MISSING"));
        assertThat(read(errors)).isEmpty();
        assertThat(below).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void gcloudReadsWhatALocalRunLeft() throws Exception {
        Gcloud.assumeThere();
        try (LocalCloud cloud = new LocalCloud(CONF);
                ServiceProcess service = ServiceProcess.start(
                        JAR, ServicePort.choose("0", false, out), cloud.environment(), out::println)) {
            List<Checked> checked =
                    new Rehearsal(cloud, service, new Telling(out, cloud), Duration.ofSeconds(60)).run();
            assertThat(checked).as(output::toString).allMatch(Checked::good);
            Gcloud gcloud = new Gcloud(cloud.url(), directory);

            assertThat(gcloud.run("storage", "ls", "gs://local-bucket/loaded/20260301/")
                            .lines())
                    .containsExactlyInAnyOrder(
                            "gs://local-bucket/loaded/20260301/orders_1.csv",
                            "gs://local-bucket/loaded/20260301/orders_2.csv");
            assertThat(gcloud.run("storage", "cat", "gs://local-bucket/journal/*/report-1001-job.json"))
                    .contains("\"Status\" : \"ok\"", "\"ChildJobID\" : \"report-1001--000_export--dispatch_nop\"");
        }
    }

    @Test
    void aTableSaysWhatIsMissingWhenARuleDoesSomethingElse() throws Exception {
        Path conf = copyOf(CONF);
        Path config = conf.resolve("bqdispatch.json");
        Files.writeString(config, Files.readString(config).replace("/rejected/", "/elsewhere/"));

        assertThat(run("--once", "--patience", "40", "--jar", JAR.toString(), "--conf", conf.toString()))
                .isEqualTo(1);
        assertThat(output.toString(UTF_8))
                .contains("FAILED: 1 of ")
                .contains("expected  gs://local-bucket/rejected/20260302/orders_1.csv is there")
                .contains("found     it is not there");
    }

    @Test
    void aConfigurationThatTheServiceRefusesEndsTheRunAtOnce() throws Exception {
        Path conf = copyOf(CONF);
        Files.writeString(conf.resolve("bqdispatch.json"), "{\"Bucket\": 1");

        assertThat(run("--once", "--jar", JAR.toString(), "--conf", conf.toString()))
                .isEqualTo(1);
        assertThat(output.toString(UTF_8)).contains("  | error: gs://local-bucket/bqdispatch.json: $: ");
    }

    @Test
    void aPortThatIsTakenIsRefusedIfItWasAskedFor() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalRun run =
                    new LocalRun(out, name -> name.equals("PORT") ? Integer.toString(taken.getLocalPort()) : null);

            assertThat(new CommandLine(run).execute("--once", "--jar", JAR.toString(), "--conf", CONF.toString()))
                    .isEqualTo(2);
        }
    }

    @Test
    void theServiceItselfSaysThatItsPortIsTakenAndEnds() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalCloud cloud = new LocalCloud(CONF);
                ServiceProcess service =
                        ServiceProcess.start(JAR, taken.getLocalPort(), cloud.environment(), out::println)) {
            assertThat(service.endsWithin(Duration.ofSeconds(30))).isTrue();
            assertThat(service.exitCode()).isEqualTo(1);
            String sentence = "can't start: can't listen at 127.0.0.1:" + taken.getLocalPort() + ": ";
            await().untilAsserted(() -> assertThat(output.toString(UTF_8).lines())
                    .singleElement()
                    .asString()
                    .startsWith(sentence));
        }
    }

    private int run(String... words) {
        return new CommandLine(new LocalRun(out, name -> null)).execute(words);
    }

    private Path copyOf(Path folder) throws IOException {
        Path copy = directory.resolve("conf");
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.toList()) {
                Files.copy(each, copy.resolve(folder.relativize(each).toString()));
            }
        }
        return copy;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
