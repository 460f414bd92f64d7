package dev.bqdispatch.cli;

import dev.bqdispatch.config.Env;
import dev.bqdispatch.config.Environment;
import dev.bqdispatch.rule.Parsed;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bqdispatch serve}: runs the service until it is told to end. */
@Command(
        name = "serve",
        description = {
            "Run the service until SIGTERM or Ctrl-C.",
            "Exit code 0 after a clean end, 1 if it can't start, 2 if the configuration is bad.",
            ""
        },
        footer = {
            "",
            "A variable goes before its flag, and both go before the configuration. Emulators and fakes are named by"
                    + " the variables PUBSUB_EMULATOR_HOST, STORAGE_EMULATOR_HOST, BIGQUERY_EMULATOR_HOST and"
                    + " KMS_EMULATOR_HOST, as host:port or URL; then no credentials are asked for. PUBSUB_TRANSPORT is"
                    + " grpc, or http for what does not speak gRPC. SLACK_API_URL is the base of Slack's web API."
        },
        versionProvider = Build.class,
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {
    private final Function<String, @Nullable String> variables;
    private final Launcher launcher;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Option(
            names = "--dry-run",
            description = "Do nothing, and journal under JournalURL/dry-run/ what would be done. Messages are"
                    + " acknowledged all the same, so give it a subscription of its own.")
    private boolean dryRun;

    @Mixin
    private ListenOptions listen = new ListenOptions();

    /** Starts the service and waits for its end. */
    public interface Launcher {
        /**
         * Runs the service.
         *
         * @return exit code
         * @throws Exception with a sentence for the operator, if it can't start
         */
        int run(Startup startup) throws Exception;
    }

    /** @param variables the environment, by name */
    public ServeCommand(Function<String, @Nullable String> variables, Launcher launcher) {
        this.variables = variables;
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        Map<Env, String> flags = new EnumMap<>(Env.class);
        flags.putAll(shared.flags());
        flags.putAll(listen.flags());
        if (dryRun) {
            flags.put(Env.DRY_RUN, "true");
        }
        Parsed<Startup> read = Startup.read(new Environment(variables, flags));
        return new Launch(spec).run(read, "can't start", startup -> {
            Logger log = LoggerFactory.getLogger(ServeCommand.class);
            read.warnings().forEach(warning -> log.atWarn().log("warning: " + warning));
            return launcher.run(startup);
        });
    }
}
