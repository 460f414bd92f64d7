package dev.bqdispatch.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bqdispatch version}: which build this is, and on which Java it runs. */
@Command(
        name = "version",
        description = "Print the version, and that of Java.",
        mixinStandardHelpOptions = true,
        versionProvider = Build.class)
public final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().printVersionHelp(spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
    }
}
