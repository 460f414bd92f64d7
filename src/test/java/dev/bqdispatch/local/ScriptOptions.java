package dev.bqdispatch.local;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options that the scripts themselves give to the runs that they start, and whoever starts one without a script. */
public final class ScriptOptions {
    @Option(
            names = "--jar",
            paramLabel = "FILE",
            defaultValue = "${sys:bqdispatch.local.jar:-target/bqdispatch.jar}",
            description = "The service, ${DEFAULT-VALUE}.")
    private Path jar = Path.of("");

    @Option(
            names = "--bar",
            defaultValue = "${sys:bqdispatch.local.bar:-false}",
            description = "Show the progress as a bar, as on a terminal.")
    private boolean bar;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    public Path jar() {
        return jar;
    }

    public boolean bar() {
        return bar;
    }
}
