package dev.bqdispatch.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far the run is: a bar on a terminal, elsewhere a line now and then. */
final class Progress {
    private static final int WIDTH = 24;
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long began;
    private long last;

    /** @param nanos as {@link System#nanoTime} */
    Progress(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        began = nanos.getAsLong();
        last = began;
    }

    /** How long it has been going on. */
    Duration sofar() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }

    /**
     * Tells, if it is time to.
     *
     * @param done of {@code all} events
     */
    void tell(long done, long all, String what) {
        long now = nanos.getAsLong();
        if (now - last < (terminal ? ON_TERMINAL : ELSEWHERE).toNanos()) {
            return;
        }
        last = now;
        int filled = (int) (WIDTH * done / all);
        String bar = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
        Duration time = sofar();
        String line = String.format(
                Locale.ROOT,
                "  %s %d of %d events, %s, %d:%02d",
                bar,
                done,
                all,
                what,
                time.toMinutes(),
                time.toSecondsPart());
        if (terminal) {
            out.print("\r" + line + "\u001b[K");
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** The bar gives way to what is said next. */
    void end() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
