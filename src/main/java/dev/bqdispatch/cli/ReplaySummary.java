package dev.bqdispatch.cli;

import dev.bqdispatch.message.ReplayAnswer;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says what became of each entry, and in the end of all. Safe for use by several threads. */
public final class ReplaySummary {
    private static final int FAILED = 1;

    private final ReplayOrder order;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean watched;
    private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    private @Nullable Progress progress;

    private enum Fate {
        REPLAYED,
        WOULD,
        FAILED,
        SKIPPED,
        LEFT
    }

    /**
     * A summary of nothing.
     *
     * @param watched whether {@code err} is a terminal
     */
    public ReplaySummary(ReplayOrder order, PrintWriter out, PrintWriter err, boolean watched) {
        this.order = order;
        this.out = out;
        this.err = err;
        this.watched = watched;
    }

    /** Begins.
     *
     * @param entries how many there are at most
     */
    public synchronized void begin(int entries) {
        progress = new Progress(err, watched, entries);
    }

    /** What became of one entry. */
    public synchronized void add(String url, ReplayAnswer answer) {
        if (answer instanceof ReplayAnswer.PassedOver) {
            return;
        }
        Fate fate = fate(answer);
        counts.merge(fate, 1, Integer::sum);
        if (progress != null) {
            progress.step(() -> {
                out.printf("%-9s %s: %s%n", fate.name().toLowerCase(Locale.ROOT), url, answer.told());
                out.flush();
            });
        }
    }

    private static Fate fate(ReplayAnswer answer) {
        if (answer instanceof ReplayAnswer.Replayed) {
            return Fate.REPLAYED;
        }
        if (answer instanceof ReplayAnswer.Would) {
            return Fate.WOULD;
        }
        if (answer instanceof ReplayAnswer.FailedAgain) {
            return Fate.FAILED;
        }
        boolean left = answer instanceof ReplayAnswer.Later || answer instanceof ReplayAnswer.Busy;
        return left ? Fate.LEFT : Fate.SKIPPED;
    }

    private int count(Fate fate) {
        return counts.getOrDefault(fate, 0);
    }

    /**
     * Sums up.
     *
     * @return exit code: an entry that was named and could not be replayed is a failure, one that was only found is not
     */
    public synchronized int end() {
        if (progress != null) {
            progress.end();
        }
        if (counts.isEmpty()) {
            out.println("no entry of a failed dispatch was found");
        } else if (order.dryRun()) {
            out.printf("%n%9s %9s %9s%n", "would", "skipped", "left");
            out.printf("%9d %9d %9d%n", count(Fate.WOULD), count(Fate.SKIPPED), count(Fate.LEFT));
            out.println("nothing was done");
        } else {
            out.printf("%n%9s %9s %9s %9s%n", "replayed", "failed", "skipped", "left");
            out.printf(
                    "%9d %9d %9d %9d%n",
                    count(Fate.REPLAYED), count(Fate.FAILED), count(Fate.SKIPPED), count(Fate.LEFT));
        }
        out.flush();
        boolean named = order.since().isEmpty();
        boolean failed = count(Fate.FAILED) + count(Fate.LEFT) > 0 || (named && count(Fate.SKIPPED) > 0);
        return failed ? FAILED : 0;
    }
}
