package dev.bqdispatch.rule;

import java.time.Duration;
import java.util.List;

/**
 * How it is made good that not every completion is told of; changes with the configuration, without a restart.
 *
 * @param every from one pass to the next; zero for never
 * @param after how long an event is waited for before its job is looked at
 * @param lookback how far back jobs are listed, by their creation
 * @param projects whose jobs are listed, and where jobs of tasks are looked for that do not say where they are
 * @param orphanAfter how old a task must be that is put aside because its job is nowhere
 */
public record Reconciling(
        Duration every, Duration after, Duration lookback, List<String> projects, Duration orphanAfter) {
    /** As where the configuration says nothing. */
    public static Reconciling usual(String project) {
        return new Reconciling(
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofHours(7),
                List.of(project),
                Duration.ofDays(7));
    }

    public Reconciling {
        projects = List.copyOf(projects);
        if (every.isNegative() || projects.isEmpty()) {
            throw new IllegalArgumentException("every " + every + ", in " + projects);
        }
    }

    /** Whether it is wanted at all. */
    public boolean isOn() {
        return !every.isZero();
    }
}
