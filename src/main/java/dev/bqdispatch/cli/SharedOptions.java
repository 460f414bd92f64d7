package dev.bqdispatch.cli;

import dev.bqdispatch.config.Env;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that reads a configuration. Each has an environment variable that goes before it. */
public final class SharedOptions {
    @Option(
            names = "--config",
            paramLabel = "CONFIG",
            description = "A gs:// URL, a file, or the JSON or YAML itself. Variable: CONFIG.")
    private @Nullable String config;

    @Option(
            names = "--subscription",
            paramLabel = "NAME",
            description = "projects/P/subscriptions/S, or S. Variable: SUBSCRIPTION.")
    private @Nullable String subscription;

    @Option(
            names = "--project",
            paramLabel = "ID",
            description = "Where child jobs run. Variables: GCLOUD_PROJECT, GOOGLE_CLOUD_PROJECT, GCP_PROJECT.")
    private @Nullable String project;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "TRACE, DEBUG, INFO, WARN, ERROR or OFF. Variable: LOG_LEVEL.")
    private @Nullable String logLevel;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "json or text. Variable: LOG_FORMAT.")
    private @Nullable String logFormat;

    /** The flags that were given. */
    public Map<Env, String> flags() {
        Map<Env, String> flags = new EnumMap<>(Env.class);
        put(flags, Env.CONFIG, config);
        put(flags, Env.SUBSCRIPTION, subscription);
        put(flags, Env.PROJECT, project);
        put(flags, Env.LOG_LEVEL, logLevel);
        put(flags, Env.LOG_FORMAT, logFormat);
        return flags;
    }

    static void put(Map<Env, String> flags, Env what, @Nullable String value) {
        if (value != null) {
            flags.put(what, value);
        }
    }
}
