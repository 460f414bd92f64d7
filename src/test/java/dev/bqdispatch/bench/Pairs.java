package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.List;

/** The service and a bare loop, one right after the other, again and again. */
final class Pairs {
    private final List<Medians.Pair> rates = new ArrayList<>();
    private final List<Medians.Pair> costs = new ArrayList<>();

    void add(Samples.Steady service, Samples.Steady bare) {
        rates.add(new Medians.Pair(service.perSecond(), bare.perSecond()));
        costs.add(new Medians.Pair(service.cpuPerEvent(), bare.cpuPerEvent()));
    }

    /** The middle one of the ratios of their rates. */
    double ratio() {
        return Medians.ratio(rates);
    }

    /** All of them in words. */
    String ratios() {
        return Medians.words(rates.stream().map(Medians.Pair::ratio).toList(), Unit.RATIO);
    }

    /** The middle one of the differences of their processor time per event, in ns. */
    double cpuAbove() {
        return Medians.difference(costs);
    }

    /** All of them in words. */
    String cpusAbove() {
        return Medians.words(costs.stream().map(Medians.Pair::difference).toList(), Unit.NANOS);
    }

    /** Events per second of the service. */
    double service() {
        return Medians.of(rates.stream().map(Medians.Pair::one).toList());
    }

    /** Events per second of the bare loop. */
    double bare() {
        return Medians.of(rates.stream().map(Medians.Pair::other).toList());
    }
}
