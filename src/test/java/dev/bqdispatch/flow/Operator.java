package dev.bqdispatch.flow;

import dev.bqdispatch.Pace;
import dev.bqdispatch.Replaying;
import dev.bqdispatch.cli.ReplayCommand;
import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ingest.LeaseTimes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import picocli.CommandLine;

/**
 * Somebody who has entries replayed by a command of his own.
 *
 * @param exitCode of the command
 * @param said on standard output
 * @param complained on standard error
 */
record Operator(int exitCode, String said, String complained) {
    private static final Retrier.Patience HASTY = new Retrier.Patience(3, Duration.ofMillis(5), Duration.ofMillis(50));

    /** Runs {@code bqdispatch replay} with these arguments. */
    static Operator replays(Scene scene, String... arguments) {
        try (Gateway gateway = Gateway.to(scene.world())) {
            return replays(scene, gateway, arguments);
        }
    }

    /** As {@link #replays(Scene, String...)}, by a way that the test made. */
    static Operator replays(Scene scene, Gateway gateway, String... arguments) {
        Map<String, String> env = Replica.env(gateway);
        env.putAll(scene.env());
        Pace pace = new Pace(
                HASTY, LeaseTimes.USUAL, scene.clock(), Replica.nanos(scene.clock()), RandomGenerator.getDefault());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--config", scene.config()));
        all.addAll(List.of(arguments));
        CommandLine commandLine = new CommandLine(new ReplayCommand(
                env::get,
                (startup, order, said, complained) ->
                        Replaying.run(startup, pace, env::get, order, said, complained, false)));
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        int exitCode = commandLine.execute(all.toArray(String[]::new));
        return new Operator(exitCode, out.toString(), err.toString());
    }
}
