package dev.bqdispatch.cli;

import dev.bqdispatch.config.Env;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a command that listens. Each has an environment variable that goes before it. */
public final class ListenOptions {
    @Option(names = "--port", paramLabel = "PORT", description = "Port to listen at, 8080. Variable: PORT.")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "HOST", description = "Address to listen at, 0.0.0.0. Variable: HOST.")
    private @Nullable String host;

    /** The flags that were given. */
    public Map<Env, String> flags() {
        Map<Env, String> flags = new EnumMap<>(Env.class);
        SharedOptions.put(flags, Env.PORT, port);
        SharedOptions.put(flags, Env.HOST, host);
        return flags;
    }
}
