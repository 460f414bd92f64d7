package dev.bqdispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.Gateway;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ValidateCommandTest {
    private static final String GOOD = """
            {"JournalURL": "gs://bkt/journal/", "ErrorURL": "gs://bkt/errors/", "DeferTaskURL": "gs://bkt/tasks/",
             "Subscription": "jobs", "ProjectID": "acme",
             "Routes": [{"When": {"Dest": "x"}, "OnSuccess": []}]}
            """;

    private final Map<String, String> env = new HashMap<>(Map.of("STORAGE_EMULATOR_HOST", "127.0.0.1:1"));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine commandLine = Main.commandLine(env::get);
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(args);
    }

    @Test
    void aGoodConfigurationIsCounted(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("c.json"), GOOD);

        assertThat(run("validate", file.toString())).isEqualTo(0);
        assertThat(out.toString()).isEqualToNormalizingNewlines("OK: 1 route, 0 warnings\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void warningsDoNotMakeItBad() {
        env.put("CONFIG", GOOD.replace("\"Subscription\"", "\"Pull\": 3, \"Subscription\""));

        assertThat(run("validate")).isEqualTo(0);
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        warning: CONFIG: $.Pull: is only a variable, ${config.Pull}; did you mean 'Pulls'?
                        OK: 1 route, 1 warning
                        """);
    }

    @Test
    void everyProblemHasALineAndWhatMayExplainItToo() {
        String bad = GOOD.replace("JournalURL", "JornalURL").replace("\"Dest\": \"x\"", "\"Dest\": \"(\"");

        assertThat(run("validate", "--config", bad)).isEqualTo(2);
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        error: CONFIG: $.JournalURL: is missing; expected gs://bucket/folder/
                        error: CONFIG: $.Routes[0].When.Dest: is no RE2 regex: missing closing )
                        warning: CONFIG: $.JornalURL: is only a variable, ${config.JornalURL}; did you mean 'JournalURL'?
                        not usable: 2 problems, 1 warning
                        """);
    }

    @Test
    void theArgumentGoesBeforeTheEnvironmentWhichGoesBeforeTheFlag() {
        env.put("CONFIG", "{}");

        assertThat(run("validate", GOOD)).isEqualTo(0);
        assertThat(run("validate", "--config", GOOD)).isEqualTo(2);
    }

    @Test
    void flagsAreReadAsServeWould() {
        assertThat(run("validate", "--project", "other", "--subscription", "a/b", GOOD))
                .isEqualTo(2);
        assertThat(out.toString()).contains("error: command line: --subscription: is 'a/b'; expected");
    }

    @Test
    void aFaultOfTheEnvironmentIsAProblemToo() {
        env.put("PORT", "eighty");

        assertThat(run("validate", GOOD)).isEqualTo(2);
        assertThat(out.toString()).contains("error: environment: PORT: is 'eighty'; expected a port, 0 to 65535");
    }

    @Test
    void aDocumentThatIsNotThereIsOneLine(@TempDir Path folder) {
        assertThat(run("validate", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(out.toString())
                .contains("none.json: $: is not there; expected the configuration, JSON or YAML")
                .doesNotContain("\tat ");
    }

    @Test
    void noConfigurationAtAllIsSaid() {
        assertThat(run("validate")).isEqualTo(2);
        assertThat(out.toString()).contains("error: environment: CONFIG: is missing");
    }

    @Test
    void anUnknownLogLevelIsWrongUsage() {
        assertThat(run("validate", "--log-level", "LOUD", GOOD)).isEqualTo(2);
        assertThat(err.toString()).contains("command line: --log-level: is 'LOUD'");
    }

    @Test
    void anObjectIsReadFromCloudStorage() {
        try (FakeWorld world = new FakeWorld();
                Gateway gateway = Gateway.to(world)) {
            env.put("STORAGE_EMULATOR_HOST", gateway.url());
            world.storage().put("gs://conf/c.json", GOOD);

            assertThat(run("validate", "gs://conf/c.json")).isEqualTo(0);
            assertThat(run("validate", "gs://conf/none.json")).isEqualTo(2);
            gateway.failNext(1, "objects.get.media", Fault.status(403, "forbidden"));
            assertThat(run("validate", "gs://conf/c.json")).isEqualTo(2);
        }
        assertThat(out.toString())
                .contains("OK: 1 route")
                .contains("error: gs://conf/none.json: $: is not there")
                .contains("error: gs://conf/c.json: $: can't be read: 403 forbidden");
        assertThat(err.toString()).isEmpty();
    }
}
