package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.PubSubEmulator;
import dev.bqdispatch.local.Progress;
import dev.bqdispatch.local.ScriptOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/chaos.sh}: shows that nothing is lost and nothing done twice, by breaking things. */
@Command(
        name = "scripts/chaos.sh",
        description = {
            "Run several replicas of the packaged service against faked Google APIs that fail at random; kill replicas,"
                    + " freeze them, put their clocks wrong; then compare what came of every event with what it asked"
                    + " for. Nothing leaves the machine.",
            "Exit code 0 if nothing was lost and nothing done twice, 1 if not, 2 if it could not be tried."
        },
        sortOptions = false)
public final class ChaosRun implements Callable<Integer> {
    private static final int USAGE = 2;
    private static final int MOST_SEEDS = 1_000_000;

    private final PrintStream out;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Things that happen, ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--kills",
            paramLabel = "K",
            defaultValue = "8",
            description = "Replicas that are killed, ${DEFAULT-VALUE}; a quarter as many are ended with SIGTERM, and"
                    + " as many frozen for a while.")
    private int kills;

    @Option(
            names = "--replicas",
            paramLabel = "R",
            defaultValue = "3",
            description = "Services at once, ${DEFAULT-VALUE}.")
    private int replicas;

    @Option(
            names = "--fault-rate",
            paramLabel = "F",
            defaultValue = "0.02",
            description = "Share of the calls that fail, are slow, or lose their answer, ${DEFAULT-VALUE}.")
    private double faultRate;

    @Option(
            names = "--missed-rate",
            paramLabel = "M",
            defaultValue = "0.01",
            description = "Share of the jobs whose end nobody tells, so that it must be found, ${DEFAULT-VALUE}.")
    private double missedRate;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "The same seed makes the same events, plans and clocks; any, unless told.")
    private @Nullable Long seed;

    @Option(
            names = "--pubsub",
            paramLabel = "auto|fake|emulator",
            defaultValue = "auto",
            description = "Which Pub/Sub; auto is Google's emulator where it is installed.")
    private String pubSub = "auto";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "How long nothing may change in the end before it is taken for the end, ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--logs",
            paramLabel = "FOLDER",
            defaultValue = "${sys:bqdispatch.chaos.logs:-target/chaos}",
            description = "Where the replicas' logs go, in a folder of the run's own, ${DEFAULT-VALUE}.")
    private Path logs = Path.of("");

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    ChaosRun(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        // Google's clients would talk through it among the lines of ours.
        LogManager.getLogManager().reset();
        System.exit(new CommandLine(new ChaosRun(System.out)).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(script.jar())) {
            return complain(script.jar() + " is not there; scripts/chaos.sh builds and finds what is needed");
        }
        if (!List.of("auto", "fake", "emulator").contains(pubSub)) {
            return complain("--pubsub is '" + pubSub + "'; expected auto, fake or emulator");
        }
        try {
            long chosen = seed == null ? ThreadLocalRandom.current().nextInt(MOST_SEEDS) : seed;
            return run(new Terms(events, kills, replicas, faultRate, missedRate, chosen));
        } catch (IllegalArgumentException e) {
            return complain(e.getMessage());
        }
    }

    private int run(Terms terms) throws IOException {
        Files.createDirectories(logs);
        Path directory = Files.createTempDirectory(logs, "seed-" + terms.seed() + "-");
        Telling telling = new Telling(out, terms, directory);
        Progress progress = new Progress(out, script.bar(), System::nanoTime);
        try (Ensemble ensemble = new Ensemble(terms, pubSub(), script.jar(), directory)) {
            telling.begin(ensemble.topic().words(), ensemble.clocks());
            out.flush();
            Findings findings = ensemble.play(progress, Duration.ofSeconds(patience));
            progress.end();
            telling.end(findings, progress.sofar());
            if (!findings.good()) {
                ensemble.save(directory.resolve("ops"));
            }
            return findings.good() ? 0 : 1;
        } catch (IllegalStateException e) {
            progress.end();
            out.println(e.getMessage() + "; the logs say why: " + directory);
            return 1;
        }
    }

    private PubSub pubSub() throws IOException {
        Optional<PubSubEmulator> emulator = pubSub.equals("fake") ? Optional.empty() : emulator();
        if (emulator.isEmpty() && pubSub.equals("emulator")) {
            throw new IllegalArgumentException("--pubsub is emulator, which is not installed");
        }
        return emulator.map(PubSub::emulator).orElseGet(PubSub::fake);
    }

    private static Optional<PubSubEmulator> emulator() throws IOException {
        try {
            return PubSubEmulator.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static int complain(@Nullable String sentence) {
        System.err.println(String.format(Locale.ROOT, "chaos: %s", sentence));
        return USAGE;
    }
}
