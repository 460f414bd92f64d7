package dev.bqdispatch.reconcile;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What one pass saw. */
final class Tally {
    /** What may be said of a task that waited for long. */
    enum Waiting {
        UNFINISHED,
        ABSENT,
        UNCLEAR,
        ODD;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Map<Waiting, Integer> waiting = new EnumMap<>(Waiting.class);
    private int found;
    private int orphaned;
    private int left;
    private boolean failed;

    void waits(Waiting how) {
        waiting.merge(how, 1, Integer::sum);
    }

    void found() {
        found++;
    }

    void orphaned() {
        orphaned++;
    }

    void left() {
        left++;
    }

    /** Something could not be looked at. */
    void failed() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    int waiting(Waiting how) {
        return waiting.getOrDefault(how, 0);
    }

    boolean isWorthALine() {
        return found + orphaned + left > 0;
    }

    @Override
    public String toString() {
        return "found " + found + ", orphaned " + orphaned + ", left for the next pass " + left + ", tasks waiting "
                + waiting;
    }
}
