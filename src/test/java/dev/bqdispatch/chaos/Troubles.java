package dev.bqdispatch.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** When replicas are killed, ended and frozen: at random among the events, so that there is always work to be torn out of. */
final class Troubles {
    private final List<Trouble> waiting = new ArrayList<>();
    private int done;

    private record Trouble(int after, BooleanSupplier doIt) {}

    Troubles(Terms terms, Fleet fleet, RandomGenerator random) {
        add(terms.kills(), terms, fleet::kill, random);
        add(terms.terminations(), terms, fleet::terminate, random);
        add(terms.pauses(), terms, fleet::pause, random);
        waiting.sort(Comparator.comparingInt(Trouble::after));
    }

    private void add(int times, Terms terms, BooleanSupplier what, RandomGenerator random) {
        for (int i = 0; i < times; i++) {
            waiting.add(new Trouble(random.nextInt(terms.events()), what));
        }
    }

    /** Makes the next trouble, if it is due after so many events and there is a replica to have it. */
    void next(int events) {
        if (!waiting.isEmpty()
                && waiting.get(0).after() <= events
                && waiting.get(0).doIt().getAsBoolean()) {
            waiting.remove(0);
            done++;
        }
    }

    boolean isOver() {
        return waiting.isEmpty();
    }

    int done() {
        return done;
    }
}
