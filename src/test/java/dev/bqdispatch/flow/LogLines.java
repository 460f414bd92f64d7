package dev.bqdispatch.flow;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What one logger says meanwhile. */
final class LogLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private final Logger logger;
    private final List<String> all = new CopyOnWriteArrayList<>();

    private LogLines(String name) {
        logger = (Logger) LoggerFactory.getLogger(name);
    }

    static LogLines of(String logger) {
        LogLines lines = new LogLines(logger);
        lines.start();
        lines.logger.setLevel(Level.INFO);
        lines.logger.addAppender(lines);
        return lines;
    }

    @Override
    protected void append(ILoggingEvent line) {
        all.add(line.getMessage());
    }

    List<String> all() {
        return all;
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(null);
    }
}
