package dev.bqdispatch;

import dev.bqdispatch.fake.FastClock;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.ingest.LeaseTimes;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The service's command line, at another pace: its clock is off, and time goes by faster for it, as it does for the fakes,
 * so that others take over within seconds what it leaves behind. Run with the packaged jar on the class path before the
 * tests' own classes.
 */
public final class OddPace {
    private OddPace() {}

    /**
     * Runs a command.
     *
     * @param args by how much the clock is ahead, as {@code PT-3M}; since when time goes by faster, in milliseconds since
     *     the epoch; how much faster; then the command and its flags
     */
    public static void main(String[] args) {
        Duration ahead = Duration.parse(args[0]);
        Instant origin = Instant.ofEpochMilli(Long.parseLong(args[1]));
        int speed = Integer.parseInt(args[2]);
        Pace pace = new Pace(
                Retrier.Patience.USUAL,
                new LeaseTimes(
                        Duration.ofMillis(1_500 / speed),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(58)),
                Clock.offset(new FastClock(Clock.systemUTC(), origin, speed), ahead),
                () -> speed * System.nanoTime(),
                new SecureRandom());
        String[] command = Arrays.copyOfRange(args, 3, args.length);
        System.exit(Main.commandLine(System::getenv, pace).execute(command));
    }
}
