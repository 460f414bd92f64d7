package dev.bqdispatch.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServeOptionsTest {
    private static Parsed<ServeOptions> read(Map<String, String> env, Map<Env, String> flags) {
        return ServeOptions.read(new Environment(env::get, flags));
    }

    private static <T> T good(Parsed<T> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Good.class);
        return ((Parsed.Good<T>) parsed).value();
    }

    private static List<String> problems(Parsed<?> parsed) {
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        return ((Parsed.Bad<?>) parsed)
                .problems().stream().map(Problem::toString).toList();
    }

    @Test
    void listensAt8080EverywhereAndSpeaksGrpcUnlessTold() {
        assertThat(good(read(Map.of(), Map.of())))
                .isEqualTo(new ServeOptions(
                        false,
                        "0.0.0.0",
                        8080,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "https://slack.com/api",
                        new ApiAccess(Optional.empty(), Optional.empty(), false)));
    }

    @Test
    void tokensOfTheApiAreReadAndStandInNoText() {
        ServeOptions options =
                good(read(Map.of("READ_TOKEN", "reader", "ADMIN_TOKEN", "planted", "CONSOLE_OPEN", "TRUE"), Map.of()));

        assertThat(options.api().readToken()).contains("reader");
        assertThat(options.api().adminToken()).contains("planted");
        assertThat(options.api().open()).isTrue();
        assertThat(options.toString()).doesNotContain("reader").doesNotContain("planted");
        assertThat(problems(read(Map.of("ADMIN_TOKEN", "two words"), Map.of())))
                .singleElement()
                .asString()
                .contains("ADMIN_TOKEN")
                .doesNotContain("two words");
        assertThat(problems(read(Map.of("CONSOLE_OPEN", "yes"), Map.of()))).hasSize(1);
    }

    @Test
    void environmentGoesBeforeFlag() {
        Map<Env, String> flags = Map.of(Env.PORT, "1", Env.HOST, "localhost");

        assertThat(good(read(Map.of(), flags)).port()).isEqualTo(1);
        assertThat(good(read(Map.of("PORT", "0"), flags)).port()).isEqualTo(0);
        assertThat(good(read(Map.of("PORT", " "), flags)).port()).isEqualTo(1);
        assertThat(good(read(Map.of(), flags)).host()).isEqualTo("localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8085", "http://127.0.0.1:9000", "https://fake/", "[::1]:80", "fake"})
    void anEmulatorIsAHostOrAUrl(String host) {
        ServeOptions options = good(read(Map.of("STORAGE_EMULATOR_HOST", host), Map.of()));

        assertThat(options.storageEmulator()).contains(host);
        assertThat(options.emulated()).isTrue();
    }

    @Test
    void kmsAndSlackMayBeElsewhere() {
        ServeOptions options = good(
                read(Map.of("KMS_EMULATOR_HOST", "fake:1", "SLACK_API_URL", "http://127.0.0.1:9/slack/"), Map.of()));

        assertThat(options.kmsEmulator()).contains("fake:1");
        assertThat(options.emulated()).isTrue();
        assertThat(options.slackApi()).isEqualTo("http://127.0.0.1:9/slack");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KMS_EMULATOR_HOST|x/y|environment: KMS_EMULATOR_HOST: is 'x/y'; expected host:port or http://host:port",
                "SLACK_API_URL|slack.com|environment: SLACK_API_URL: is 'slack.com'; expected a URL to which /chat.postMessage is appended",
                "PORT|http|environment: PORT: is 'http'; expected a port, 0 to 65535",
                "PORT|65536|environment: PORT: is '65536'; expected a port, 0 to 65535",
                "PUBSUB_TRANSPORT|rest|environment: PUBSUB_TRANSPORT: is 'rest'; expected grpc or http",
                "PUBSUB_EMULATOR_HOST|a b|environment: PUBSUB_EMULATOR_HOST: is 'a b'; expected host:port or http://host:port",
                "BIGQUERY_EMULATOR_HOST|ftp://x|environment: BIGQUERY_EMULATOR_HOST: is 'ftp://x'; expected host:port or http://host:port",
                "STORAGE_EMULATOR_HOST|http://x/y|environment: STORAGE_EMULATOR_HOST: is 'http://x/y'; expected host:port or http://host:port",
            })
    void aWrongValueIsAProblemOfItsVariable(String name, String value, String problem) {
        assertThat(problems(read(Map.of(name, value), Map.of()))).containsExactly(problem);
    }

    @Test
    void aWrongFlagIsNamed() {
        assertThat(problems(read(Map.of(), Map.of(Env.PORT, "x"))))
                .containsExactly("command line: --port: is 'x'; expected a port, 0 to 65535");
    }

    @Test
    void logsTextUnlessTold() {
        assertThat(good(LogOptions.read(new Environment(name -> null, Map.of()))))
                .isEqualTo(new LogOptions("INFO", false));
        assertThat(good(LogOptions.read(
                        new Environment(Map.of("LOG_FORMAT", "JSON")::get, Map.of(Env.LOG_LEVEL, "debug")))))
                .isEqualTo(new LogOptions("DEBUG", true));
    }

    @Test
    void anUnknownLevelOrFormatIsAProblem() {
        assertThat(problems(LogOptions.read(
                        new Environment(Map.of("LOG_FORMAT", "xml")::get, Map.of(Env.LOG_LEVEL, "LOUD")))))
                .containsExactly(
                        "command line: --log-level: is 'LOUD'; expected one of TRACE, DEBUG, INFO, WARN, ERROR, OFF",
                        "environment: LOG_FORMAT: is 'xml'; expected json or text");
    }

    @Test
    void aSourceIsAUrlAFileOrTheDocumentItself() {
        assertThat(good(ConfigSource.of(" {\"a\": 1}"))).isInstanceOf(ConfigSource.Inline.class);
        assertThat(good(ConfigSource.of("# it\na: 1"))).isInstanceOf(ConfigSource.Inline.class);
        assertThat(good(ConfigSource.of("gs://bkt/x.json"))).isInstanceOf(ConfigSource.Gcs.class);
        assertThat(good(ConfigSource.of("conf/x.json"))).isInstanceOf(ConfigSource.File.class);
        assertThat(problems(ConfigSource.of("gs://bkt/folder/")))
                .containsExactly("command line: CONFIG: 'gs://bkt/folder/' is no URL of an object; expected"
                        + " gs://bucket/folder/config.json");
        assertThat(problems(ConfigSource.of(new Environment(name -> null, Map.of()))))
                .containsExactly(
                        "environment: CONFIG: is missing; expected a gs:// URL, a file path, or the JSON or YAML"
                                + " itself, here or as --config");
    }
}
