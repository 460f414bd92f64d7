package dev.bqdispatch.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far the run is: a bar on a terminal, elsewhere a line now and then. */
public final class Progress {
    private static final int WIDTH = 24;
    private static final Duration ON_TERMINAL = Duration.ofMillis(200);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long began;
    private long last;

    /**
     * Of a run that begins now.
     *
     * @param terminal whether a line can be written over
     * @param nanos as {@link System#nanoTime}
     */
    public Progress(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        began = nanos.getAsLong();
        last = began;
    }

    /** How long it has been going on. */
    public Duration sofar() {
        return Duration.ofNanos(nanos.getAsLong() - began);
    }

    /**
     * Tells, if it is time to.
     *
     * @param done how much of {@code all}
     * @param unit what is counted
     * @param more how it goes
     */
    public void tell(long done, long all, String unit, String more) {
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
                "  %s %,d of %,d %s, %s, %d:%02d",
                bar,
                done,
                all,
                unit,
                more,
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
    public void end() {
        if (terminal) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
