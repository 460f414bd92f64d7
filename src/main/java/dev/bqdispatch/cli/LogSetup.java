package dev.bqdispatch.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import net.logstash.logback.composite.JsonProvider;
import net.logstash.logback.composite.loggingevent.KeyValuePairsJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventFormattedTimestampJsonProvider;
import net.logstash.logback.composite.loggingevent.LoggingEventPatternJsonProvider;
import net.logstash.logback.composite.loggingevent.MdcJsonProvider;
import net.logstash.logback.composite.loggingevent.MessageJsonProvider;
import net.logstash.logback.composite.loggingevent.StackTraceJsonProvider;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;

/**
 * Sets up logback as {@link Logging#start} says, and leaves it alone where nobody called that, as in tests. Logback finds
 * this class by its name in {@code META-INF/services}. In code, since what reads logback's XML takes about as long to
 * load as all that reads the service's configuration.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Names of system properties, since logback makes this object by itself. */
    static final String FORMAT = "bqdispatch.log.format";

    static final String LEVEL = "bqdispatch.log.level";
    static final String JSON = "json";

    /** What these say below a warning is of interest to their authors. */
    private static final List<String> TALKATIVE =
            List.of("com.google", "io.grpc", "io.netty", "io.vertx", "org.apache.http");

    private static final String TEXT_PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level %-30logger{29} %msg %kvp%n";

    /** The names and severities that Cloud Logging knows: https://cloud.google.com/logging/docs/structured-logging */
    private static final String JSON_PATTERN = "{\"severity\": \"%replace(%level){'^WARN$', 'WARNING'}\","
            + " \"logger\": \"%logger\", \"thread\": \"%thread\"}";

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        String format = System.getProperty(FORMAT);
        if (format == null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        set(loggers, format.equals(JSON), System.getProperty(LEVEL, "INFO"));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** @param level of everything but libraries that talk too much */
    static void set(LoggerContext loggers, boolean json, String level) {
        // Logback would else say on standard output what it thinks of its configuration.
        loggers.getStatusManager().add(new NopStatusListener());
        ConsoleAppender<ILoggingEvent> err = new ConsoleAppender<>();
        err.setContext(loggers);
        err.setName("err");
        err.setTarget("System.err");
        err.setEncoder(json ? json(loggers) : text(loggers));
        err.start();
        TALKATIVE.forEach(name -> loggers.getLogger(name).setLevel(Level.WARN));
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(level, Level.INFO));
        root.addAppender(err);
    }

    private static Encoder<ILoggingEvent> text(LoggerContext loggers) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(loggers);
        encoder.setPattern(TEXT_PATTERN);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext loggers) {
        LoggingEventFormattedTimestampJsonProvider time = new LoggingEventFormattedTimestampJsonProvider();
        time.setFieldName("time");
        time.setTimeZone("UTC");
        LoggingEventPatternJsonProvider pattern = new LoggingEventPatternJsonProvider();
        pattern.setPattern(JSON_PATTERN);
        StackTraceJsonProvider trace = new StackTraceJsonProvider();
        trace.setFieldName("stack_trace");
        List<JsonProvider<ILoggingEvent>> all = List.of(
                time,
                pattern,
                new MessageJsonProvider(),
                new KeyValuePairsJsonProvider(),
                new MdcJsonProvider(),
                trace);
        LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
        encoder.setContext(loggers);
        all.forEach(provider -> {
            provider.setContext(loggers);
            encoder.getProviders().addProvider(provider);
        });
        encoder.start();
        return encoder;
    }
}
