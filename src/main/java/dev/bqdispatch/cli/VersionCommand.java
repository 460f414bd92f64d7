package dev.bqdispatch.cli;

import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bqdispatch version}: which build this is, and on which Java it runs. */
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
public final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        String built = VersionCommand.class.getPackage().getImplementationVersion();
        PrintWriter out = spec.commandLine().getOut();
        out.println("bqdispatch " + Objects.requireNonNullElse(built, "(not packaged)") + ", Java "
                + Runtime.version().feature());
        out.flush();
    }
}
