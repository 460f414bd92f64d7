package dev.bqdispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Task;
import dev.bqdispatch.rule.TaskReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The examples of the README are what the service takes. */
class ReadmeTest {
    private static final String JSON = "```json\n";

    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    /** The JSON that begins after this text. */
    private String after(String text) {
        int at = readme.indexOf(text);
        assertThat(at).as(text).isNotNegative();
        int begin = readme.indexOf(JSON, at) + JSON.length();
        return readme.substring(begin, readme.indexOf("```", begin));
    }

    @Test
    void theConfigurationIsValid() {
        StringWriter out = new StringWriter();
        CommandLine commandLine = Main.commandLine(Map.of("STORAGE_EMULATOR_HOST", "127.0.0.1:1")::get);
        commandLine.setOut(new PrintWriter(out, true));

        commandLine.execute("validate", after("<!-- config -->"));

        assertThat(out.toString().strip()).isEqualTo("OK: 5 routes, 0 warnings");
        assertThat(readme).contains("`validate` says `OK: 5 routes, 0 warnings` to it");
    }

    @Test
    void theTaskIsValid() {
        Parsed<Task> task = TaskReader.read(
                after("A **deferred task** is written"), "README.md", Map.of("Bucket", "acme-data"), name -> false);

        assertThat(task).isInstanceOf(Parsed.Good.class);
        assertThat(task.warnings()).isEmpty();
    }
}
