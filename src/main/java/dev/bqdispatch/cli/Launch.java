package dev.bqdispatch.cli;

import dev.bqdispatch.rule.Parsed;
import java.io.PrintWriter;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;

/** The way from what was read of flags, environment and configuration to an exit code. */
final class Launch {
    private final PrintWriter err;

    Launch(CommandSpec command) {
        err = command.commandLine().getErr();
    }

    /** What is done if all is right. */
    interface Work {
        /**
         * Does it.
         *
         * @return exit code
         * @throws Exception with a sentence for the operator
         */
        int run(Startup startup) throws Exception;
    }

    /**
     * Tells what is wrong, or does the work.
     *
     * @param failing what to say before the sentence of a failure
     */
    int run(Parsed<Startup> read, String failing, Work work) {
        if (!(read instanceof Parsed.Good<Startup> good)) {
            read.problems().forEach(problem -> complain("error: " + problem));
            // A key that was misspelled is no error by itself, but may be why another is missing.
            read.warnings().forEach(warning -> complain("warning: " + warning));
            return ExitCode.USAGE;
        }
        try {
            return work.run(good.value());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.SOFTWARE;
        } catch (Exception e) {
            complain(failing + ": " + e.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    void complain(String line) {
        err.println(line);
        err.flush();
    }
}
