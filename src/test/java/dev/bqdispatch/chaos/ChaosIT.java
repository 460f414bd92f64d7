package dev.bqdispatch.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.PubSubEmulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The chaos run with the packaged service, for as long as a build can wait for it. */
@Tag("integration")
final class ChaosIT {
    private static final String JAR = System.getProperty("bqdispatch.jar", "target/bqdispatch.jar");

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, UTF_8);

    @Test
    void nothingIsLostAndNothingDoneTwiceWhileEverythingFails() {
        assertThat(run("--pubsub", "fake", "--events", "400", "--kills", "4", "--seed", "1"))
                .as(output::toString)
                .isZero();
        assertThat(output.toString(UTF_8).lines()).last().isEqualTo("lost 0, doubled 0");
    }

    @Test
    void norWithGooglesPubSubEmulator() throws Exception {
        try (PubSubEmulator emulator = emulator()) {
            assertThat(emulator.host()).isNotEmpty();
        }
        assertThat(run("--pubsub", "emulator", "--events", "150", "--kills", "0", "--seed", "2"))
                .as(output::toString)
                .isZero();
        assertThat(output.toString(UTF_8)).contains("Messages come from Google's Pub/Sub emulator");
    }

    @Test
    void whatCantBeTriedIsSaidAndIsNoSuccess() {
        assertThat(run("--events", "0")).isEqualTo(2);
        assertThat(run("--pubsub", "kafka")).isEqualTo(2);
    }

    private static PubSubEmulator emulator() throws Exception {
        Optional<PubSubEmulator> emulator = PubSubEmulator.start();
        Assumptions.assumeTrue(emulator.isPresent(), PubSubEmulator.ABSENT);
        return emulator.orElseThrow();
    }

    private int run(String... words) {
        List<String> all = new ArrayList<>(List.of("--jar", JAR));
        all.addAll(List.of(words));
        return new CommandLine(new ChaosRun(out)).execute(all.toArray(String[]::new));
    }
}
