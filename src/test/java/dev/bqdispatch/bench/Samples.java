package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.List;

/** How far a process was with a known number of events, again and again. */
final class Samples {
    private final List<Sample> samples = new ArrayList<>();

    /**
     * One look.
     *
     * @param nanos when, as {@link System#nanoTime}
     * @param events done so far
     * @param cpuNanos of the processor that the process has used so far
     */
    record Sample(long nanos, long events, long cpuNanos) {}

    synchronized void add(Sample sample) {
        samples.add(sample);
    }

    synchronized long events() {
        return samples.isEmpty() ? 0 : samples.get(samples.size() - 1).events();
    }

    /**
     * What it did once it was warm, and before it ran out of events: between two looks of which neither saw the
     * beginning or the end.
     *
     * @param warm how many events do not count
     * @param all how many there are
     * @throws IllegalStateException if there were too few looks in between
     */
    synchronized Steady between(long warm, long all) {
        List<Sample> steady = samples.stream()
                .filter(sample -> sample.events() >= warm && sample.events() < all)
                .toList();
        if (steady.size() < 2
                || steady.get(0).events() == steady.get(steady.size() - 1).events()) {
            throw new IllegalStateException("too few of " + samples.size() + " looks were between " + warm + " and "
                    + all + " events; it was over too soon, or never began");
        }
        Sample first = steady.get(0);
        Sample last = steady.get(steady.size() - 1);
        return new Steady(
                last.events() - first.events(), last.nanos() - first.nanos(), last.cpuNanos() - first.cpuNanos());
    }

    /** A stretch of work. */
    record Steady(long events, long nanos, long cpuNanos) {
        private static final double SECOND = 1e9;

        double perSecond() {
            return events * SECOND / nanos;
        }

        /** Of the processor, per event. */
        double cpuPerEvent() {
            return (double) cpuNanos / events;
        }
    }
}
