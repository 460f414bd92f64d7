package dev.bqdispatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What can't be run is said before anything is. */
class FloodOptionsTest {
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--events 0| --events is 0; expected 1 or more",
                "--heap lots| --heap is 'lots'; expected a size such as 256m",
                "--heap 0m| --heap is '0m'",
                "--jar none.jar| --jar is none.jar, which is no file",
            })
    void whatIsWrongIsWrongUsage(String arguments, String said) {
        StringWriter err = new StringWriter();
        CommandLine command = new CommandLine(new MemoryRun(NOWHERE, Clock.systemUTC()));

        int exitCode = command.setErr(new PrintWriter(err, true)).execute(arguments.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).startsWith(said);
    }

    @ParameterizedTest
    @CsvSource({"-5", "0"})
    void noMessagesAreNoRun(String messages) {
        CommandLine command = new CommandLine(new FuzzRun(NOWHERE, Clock.systemUTC()));

        int exitCode = command.setErr(new PrintWriter(new StringWriter())).execute("--messages", messages);

        assertThat(exitCode).isEqualTo(2);
    }
}
