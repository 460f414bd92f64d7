package dev.bqdispatch;

import dev.bqdispatch.cli.Build;
import dev.bqdispatch.cli.Logging;
import dev.bqdispatch.cli.ReplayCommand;
import dev.bqdispatch.cli.ServeCommand;
import dev.bqdispatch.cli.SharedOptions;
import dev.bqdispatch.cli.ValidateCommand;
import dev.bqdispatch.cli.VersionCommand;
import dev.bqdispatch.config.Env;
import dev.bqdispatch.config.Environment;
import dev.bqdispatch.config.LogOptions;
import dev.bqdispatch.rule.Parsed;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 ok, 1 failed, 2 wrong usage or configuration. */
@Command(
        name = "bqdispatch",
        description = {
            "A BigQuery job finished, now do the next thing.",
            "",
            "Hears of finished BigQuery jobs through a Pub/Sub subscription, runs the actions that were waiting for"
                    + " them, and keeps a journal in Cloud Storage.",
            ""
        },
        footer = {
            "",
            "bqdispatch COMMAND --help says more of a command.",
            "Exit codes: 0 ok, 1 failed, 2 wrong usage or configuration."
        },
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Build.class,
        mixinStandardHelpOptions = true)
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine(System::getenv).execute(args));
    }

    /** @param variables the environment, by name */
    static CommandLine commandLine(Function<String, @Nullable String> variables) {
        return commandLine(variables, Pace.usual());
    }

    /** As {@link #commandLine(Function)}, where {@code serve} goes by another sense of time. */
    static CommandLine commandLine(Function<String, @Nullable String> variables, Pace pace) {
        return new CommandLine(new Main())
                .addSubcommand(new ServeCommand(variables, startup -> Running.run(startup, pace, variables)))
                .addSubcommand(new ValidateCommand(variables))
                .addSubcommand(new ReplayCommand(
                        variables,
                        (startup, order, out, err) ->
                                Replaying.run(startup, Pace.usual(), variables, order, out, err, isWatched())))
                .addSubcommand(new VersionCommand())
                .setExecutionStrategy(parsed -> run(parsed, variables));
    }

    /** Logging is set up before any command runs, because whatever it touches may make a logger. */
    private static int run(ParseResult parsed, Function<String, @Nullable String> variables) {
        Parsed<LogOptions> log = LogOptions.read(new Environment(variables, flags(parsed)));
        if (log instanceof Parsed.Bad<LogOptions> bad) {
            PrintWriter err = parsed.commandSpec().commandLine().getErr();
            bad.problems().forEach(problem -> err.println("error: " + problem));
            err.flush();
            return ExitCode.USAGE;
        }
        Logging.start(((Parsed.Good<LogOptions>) log).value());
        return new RunLast().execute(parsed);
    }

    /** What knows whether colours can be shown knows whether a line can be written over. */
    private static boolean isWatched() {
        return CommandLine.Help.Ansi.AUTO.enabled();
    }

    private static Map<Env, String> flags(ParseResult parsed) {
        Map<Env, String> flags = new EnumMap<>(Env.class);
        if (parsed.hasSubcommand() && parsed.subcommand().commandSpec().userObject() instanceof ReplayCommand) {
            // It says itself what becomes of each entry.
            flags.put(Env.LOG_LEVEL, "WARN");
        }
        parsed.asCommandLineList().stream()
                .flatMap(command -> command.getMixins().values().stream())
                .filter(SharedOptions.class::isInstance)
                .forEach(shared -> flags.putAll(((SharedOptions) shared).flags()));
        return flags;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }
}
