package dev.bqdispatch.cli;

import dev.bqdispatch.config.Environment;
import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.message.FindEntries;
import dev.bqdispatch.replay.EntryPlace;
import dev.bqdispatch.rule.Problem;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bqdispatch replay}: does failed dispatches again. */
@Command(
        name = "replay",
        description = {
            "Do failed dispatches again, by their entries under ErrorURL. A plan goes on at its first action that is"
                    + " not done; a child job that failed is submitted again, with what waits for it.",
            "Exit code 0 if all went well, 1 if something failed again or could not be replayed, 2 if the usage or the"
                    + " configuration is wrong.",
            ""
        },
        footer = {
            "",
            "The service may go on meanwhile. The old entry is kept as ...-job.1.json, ...-job.2.json and so on, and the"
                    + " jobs that follow from a replay have _p1, _p2 and so on in their IDs."
        },
        versionProvider = Build.class,
        mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
    private final Function<String, @Nullable String> variables;
    private final Launcher launcher;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Parameters(arity = "0..*", paramLabel = "ENTRY", description = "gs://... URLs of entries under ErrorURL.")
    private List<String> urls = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Instead of URLs: all entries written in the last 90s, 30m, 2h, 7d.")
    private @Nullable String since;

    @Option(
            names = "--route",
            paramLabel = "NAME",
            description = "Only those that this route took or, in a chain, submitted: its name, or #index of what"
                    + " it took.")
    private @Nullable String route;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many entries, ${DEFAULT-VALUE}; the oldest first.")
    private int limit;

    @Option(names = "--dry-run", description = "Only tell what would be done.")
    private boolean dryRun;

    /** Carries a replay out. */
    public interface Launcher {
        /**
         * Replays.
         *
         * @param out for results
         * @param err for people who watch
         * @return exit code
         * @throws Exception with a sentence for the operator, if it can't start
         */
        int run(Startup startup, ReplayOrder order, PrintWriter out, PrintWriter err) throws Exception;
    }

    /** @param variables the environment, by name */
    public ReplayCommand(Function<String, @Nullable String> variables, Launcher launcher) {
        this.variables = variables;
        this.launcher = launcher;
    }

    @Override
    public Integer call() {
        ReplayOrder order = order();
        Launch launch = new Launch(spec);
        return launch.run(
                Startup.read(new Environment(variables, shared.flags())),
                "can't replay",
                startup -> replay(startup, order, launch));
    }

    private int replay(Startup startup, ReplayOrder order, Launch launch) throws Exception {
        List<String> wrong = wrong(order, startup.settings().errorUrl());
        if (!wrong.isEmpty()) {
            wrong.forEach(line -> launch.complain("error: " + line));
            return ExitCode.USAGE;
        }
        return launcher.run(
                startup, order, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private ReplayOrder order() {
        if (urls.isEmpty() == (since == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected either URLs of entries or --since, as in --since 2h.");
        }
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + "; expected 1 or more.");
        }
        return new ReplayOrder(
                urls, Optional.ofNullable(since).map(this::time), Optional.ofNullable(route), limit, dryRun);
    }

    private Duration time(String text) {
        return FindEntries.time(text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--since is '" + text + "'; expected a time such as 90s, 30m, 2h, 7d."));
    }

    private static List<String> wrong(ReplayOrder order, ObjectUrl errors) {
        return order.urls().stream()
                .flatMap(url -> EntryPlace.of(url, errors).problems().stream())
                .map((Problem problem) -> problem.document() + " " + problem.message())
                .toList();
    }
}
