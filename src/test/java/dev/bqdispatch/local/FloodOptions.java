package dev.bqdispatch.local;

import java.io.PrintStream;
import java.nio.file.Files;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of each run that floods the service. */
final class FloodOptions {
    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]{0,9}[kmgKMG]?");

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "256m",
            description = "The JVM's heap, ${DEFAULT-VALUE}.")
    private String heap = "";

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    /** As in {@code -Xmx}. */
    String heap() {
        return heap;
    }

    /**
     * What is to be run.
     *
     * @param option that says how many messages
     * @param messages as many
     */
    Flood flood(String option, int messages, PrintStream out) {
        require(messages >= 1, option + " is " + messages + "; expected 1 or more");
        require(HEAP.matcher(heap).matches(), "--heap is '" + heap + "'; expected a size such as 256m");
        require(
                Files.isRegularFile(script.jar()),
                "--jar is " + script.jar() + ", which is no file; the script builds and finds it");
        return new Flood(script.jar(), heap, script.bar(), out);
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }
}
