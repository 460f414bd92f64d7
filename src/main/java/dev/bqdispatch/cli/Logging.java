package dev.bqdispatch.cli;

import dev.bqdispatch.config.LogOptions;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sets up logging; only works before the first logger is made. */
public final class Logging {
    private Logging() {}

    /** Chooses the format and the level; lines go to standard error, since standard output is for what commands say. */
    public static void start(LogOptions options) {
        System.setProperty(LogSetup.FORMAT, options.json() ? LogSetup.JSON : "text");
        System.setProperty(LogSetup.LEVEL, options.level());
        // Google's clients and gRPC log through java.util.logging, which would write lines of its own.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
