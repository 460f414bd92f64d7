package dev.bqdispatch.bench;

import dev.bqdispatch.local.Progress;
import dev.bqdispatch.local.ScriptOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scripts/bench.sh}: how fast the service is, against the bars. */
@Command(
        name = "scripts/bench.sh",
        description = {
            "Measure the service and its parts on this machine, and hold the values against their bars. Nothing leaves"
                    + " the machine. It should have nothing else to do meanwhile: ratios bear some noise, times do not.",
            "Exit code 0 if no bar was missed, 1 if one was, 2 if it could not be tried."
        },
        sortOptions = false)
public final class BenchRun implements Callable<Integer> {
    private final PrintStream out;
    private final Clock clock;
    private final List<Measurement> all;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(
            names = "--quick",
            description =
                    "In some two minutes, without what takes longer and with less to rely on; the whole takes up to 15.")
    private boolean quick;

    @Option(names = "--smoke", hidden = true, description = "Only shows that everything runs.")
    private boolean smoke;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Measurements.Names.class)
    private List<String> only = List.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "${sys:bqdispatch.bench.out:-target/bench}",
            description = "Where bench.md, bench.json and matching.svg go, ${DEFAULT-VALUE}.")
    private Path folder = Path.of("");

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    BenchRun(PrintStream out, Clock clock, List<Measurement> all) {
        this.out = out;
        this.clock = clock;
        this.all = List.copyOf(all);
    }

    public static void main(String[] args) {
        // Google's clients would talk through it among the lines of ours.
        LogManager.getLogManager().reset();
        System.exit(new CommandLine(new BenchRun(System.out, Clock.systemUTC(), Measurements.all())).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        require(!quick || !smoke, "--quick or --smoke, not both");
        require(
                Files.isRegularFile(script.jar()),
                "--jar is " + script.jar() + ", which is no file; the script builds and finds it");
        List<Measurement> chosen = chosen();
        Machine machine = Machine.here();
        Instant began = clock.instant();
        Progress progress = new Progress(out, script.bar(), System::nanoTime);
        Ground ground = new Ground(effort(), script.jar(), new Telling(progress, chosen.size()));
        List<Row> rows = new ArrayList<>();
        List<Curve> curves = new ArrayList<>();
        int broken = 0;
        for (Measurement measurement : chosen) {
            broken += measured(measurement, ground, rows, curves) ? 0 : 1;
        }
        Report report = new Report(machine, began, progress.sofar(), ground.effort(), rows, curves);
        tell(report);
        tellOfOthers(chosen);
        return report.good() && broken == 0 ? 0 : 1;
    }

    private Effort effort() {
        return smoke ? Effort.SMOKE : quick ? Effort.QUICK : Effort.FULL;
    }

    /** Whether it went well; if not, the others are measured all the same. */
    private boolean measured(Measurement measurement, Ground ground, List<Row> rows, List<Curve> curves) {
        ground.telling().now(measurement.name());
        try {
            Measurement.Found found = measurement.measure(ground);
            rows.addAll(found.rows());
            curves.addAll(found.curves());
            return true;
        } catch (Exception e) {
            ground.telling().end();
            out.println("BROKEN  " + measurement.name() + ": " + e);
            return false;
        } finally {
            ground.telling().partDone();
            ground.telling().end();
        }
    }

    private void tell(Report report) throws IOException {
        TextTable.screen(report).forEach(out::println);
        out.println();
        out.println(Outcome.head(report));
        Outcome.write(report, folder);
        out.println("Also in " + folder + ".");
    }

    private void tellOfOthers(List<Measurement> chosen) {
        String others = all.stream()
                .filter(one -> !chosen.contains(one))
                .map(Measurement::name)
                .collect(Collectors.joining(", "));
        if (quick && only.isEmpty() && !others.isEmpty()) {
            out.println("Left out, since it is to be quick: " + others + "; --only measures them.");
        }
    }

    private List<Measurement> chosen() {
        Set<String> wanted = new LinkedHashSet<>(only);
        Set<String> known = all.stream().map(Measurement::name).collect(Collectors.toCollection(LinkedHashSet::new));
        wanted.forEach(name ->
                require(known.contains(name), "--only is '" + name + "'; expected of " + String.join(", ", known)));
        return all.stream()
                .filter(one -> wanted.isEmpty() ? !quick || one.isQuick() : wanted.contains(one.name()))
                .toList();
    }

    private void require(boolean right, String otherwise) {
        if (!right) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }
}
