package dev.bqdispatch;

import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ingest.LeaseTimes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/**
 * The service's command line, at another pace: its clock is off, and what it holds it holds for a shorter time, so that
 * others take over within seconds what it leaves behind. Run with the packaged jar on the class path before the tests'
 * own classes.
 */
public final class OddPace {
    private static final LeaseTimes SHORT = new LeaseTimes(
            Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMinutes(58));

    private OddPace() {}

    /**
     * Runs a command.
     *
     * @param args by how much the clock is ahead, as {@code PT-3M}; then the command and its flags
     */
    public static void main(String[] args) {
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(args[0]));
        Pace pace = new Pace(Retrier.Patience.USUAL, SHORT, clock, System::nanoTime, new SecureRandom());
        String[] command = Arrays.copyOfRange(args, 1, args.length);
        System.exit(Main.commandLine(System::getenv, pace).execute(command));
    }
}
