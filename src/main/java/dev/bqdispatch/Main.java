package dev.bqdispatch;

import dev.bqdispatch.cli.VersionCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 ok, 1 failed, 2 wrong usage or configuration. */
@Command(
        name = "bqdispatch",
        description = "A BigQuery job finished, now do the next thing.",
        mixinStandardHelpOptions = true,
        subcommands = VersionCommand.class)
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
