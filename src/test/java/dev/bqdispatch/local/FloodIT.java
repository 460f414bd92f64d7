package dev.bqdispatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Small runs of {@code scripts/memory.sh} and {@code scripts/fuzz.sh}. */
class FloodIT {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    private final String jar = System.getProperty("bqdispatch.jar");

    private String output() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void twoHundredMegabytesOfLargeEventsFitThroughASmallHeap() {
        int exitCode = new CommandLine(new MemoryRun(out, Clock.systemUTC())).execute("--events", "2000", "--jar", jar);

        assertThat(exitCode).as(this::output).isZero();
    }

    @Test
    void mutatedMessagesEachComeToAnEnd() {
        int exitCode = new CommandLine(new FuzzRun(out, Clock.systemUTC()))
                .execute("--messages", "3000", "--seed", "7", "--jar", jar);

        assertThat(exitCode).as(this::output).isZero();
    }
}
