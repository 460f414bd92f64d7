package dev.bqdispatch.cli;

import dev.bqdispatch.config.ConfigSource;
import dev.bqdispatch.config.Environment;
import dev.bqdispatch.rule.Parsed;
import dev.bqdispatch.rule.Problem;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bqdispatch validate}: says whether {@code serve} would take a configuration, and all that is wrong with it. */
@Command(
        name = "validate",
        description = {
            "Check a configuration as serve would, and print every problem and warning.",
            "Exit code 0 if it is good, 2 if not.",
            ""
        },
        versionProvider = Build.class,
        mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {
    private static final int BAD = 2;

    private final Function<String, @Nullable String> variables;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "CONFIG",
            description =
                    "A gs:// URL, a file, or the JSON or YAML itself; goes before --config and the variable CONFIG.")
    private @Nullable String argument;

    /** @param variables the environment, by name */
    public ValidateCommand(Function<String, @Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public Integer call() {
        Environment environment = new Environment(variables, shared.flags());
        // Whoever names a document here wants to know of this one, whatever the environment says.
        Parsed<Startup> read =
                argument == null ? Startup.read(environment) : Startup.read(environment, ConfigSource.of(argument));
        PrintWriter out = spec.commandLine().getOut();
        List<Problem> problems = read.problems();
        problems.forEach(problem -> out.println("error: " + problem));
        read.warnings().forEach(warning -> out.println("warning: " + warning));
        out.println(summary(read, problems.size()));
        out.flush();
        return problems.isEmpty() ? 0 : BAD;
    }

    private static String summary(Parsed<Startup> read, int problems) {
        String warnings = counted(read.warnings().size(), "warning");
        if (read instanceof Parsed.Good<Startup> good) {
            int routes = good.value().loaded().configuration().rules().routes().size();
            return "OK: " + counted(routes, "route") + ", " + warnings;
        }
        return "not usable: " + counted(problems, "problem") + ", " + warnings;
    }

    private static String counted(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
