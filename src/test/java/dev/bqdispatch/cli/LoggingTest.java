package dev.bqdispatch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LoggingTest {
    /** What lands on standard error when a program logs. */
    private static String logged(boolean json, String level, Consumer<LoggerContext> program) {
        PrintStream before = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        LoggerContext loggers = new LoggerContext();
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        try (PrintStream err = new PrintStream(written, true, UTF_8)) {
            System.setErr(err);
            LogSetup.set(loggers, json, level);
            program.accept(loggers);
        } finally {
            loggers.stop();
            System.setErr(before);
        }
        return written.toString(UTF_8);
    }

    private static void say(LoggerContext loggers) {
        Logger log = loggers.getLogger("dev.bqdispatch.some.Thing");
        log.atWarn().addKeyValue("job", "acme:US.j1").addKeyValue("n", 3).log("it \"happened\"");
        log.atDebug().log("not this");
        loggers.getLogger("com.google.api.client.http.HttpTransport").info("nor this");
        loggers.getLogger("io.netty.util.Something").info("nor that");
    }

    @Test
    void jsonHasOneObjectPerLineWithTheKeyValuesAsFields() {
        String logged = logged(true, "INFO", LoggingTest::say);

        assertThat(logged.lines()).hasSize(1);
        JsonObject line = new JsonObject(logged);
        assertThat(line.getString("severity")).isEqualTo("WARNING");
        assertThat(line.getString("message")).isEqualTo("it \"happened\"");
        assertThat(line.getString("logger")).isEqualTo("dev.bqdispatch.some.Thing");
        assertThat(line.getString("job")).isEqualTo("acme:US.j1");
        assertThat(line.getInteger("n")).isEqualTo(3);
        assertThat(line.getString("time")).endsWith("Z");
    }

    @Test
    void anExceptionStaysWithinItsLineOfJson() {
        String logged = logged(
                true, "INFO", loggers -> loggers.getLogger("x").error("broken", new IllegalStateException("why")));

        assertThat(logged.lines()).hasSize(1);
        assertThat(new JsonObject(logged).getString("stack_trace")).contains("IllegalStateException: why");
    }

    @Test
    void textIsForPeople() {
        assertThat(logged(false, "INFO", LoggingTest::say).lines())
                .singleElement()
                .asString()
                .contains("WARN", "it \"happened\" job=\"acme:US.j1\" n=\"3\"");
    }

    @Test
    void theLevelIsThatOfTheProperty() {
        assertThat(logged(false, "DEBUG", LoggingTest::say)).contains("not this");
        assertThat(logged(false, "ERROR", LoggingTest::say)).isEmpty();
    }
}
