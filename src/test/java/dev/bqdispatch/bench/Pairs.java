package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The service and a bare loop, one right after the other, again and again. */
final class Pairs {
    private final List<Samples.Steady> service = new ArrayList<>();
    private final List<Samples.Steady> bare = new ArrayList<>();

    void add(Samples.Steady ofService, Samples.Steady ofBare) {
        service.add(ofService);
        bare.add(ofBare);
    }

    /** The middle one of the ratios of their rates. */
    double ratio() {
        return Medians.ratio(pairs(Samples.Steady::perSecond));
    }

    /** All of them in words. */
    String ratios() {
        List<Double> ratios = pairs(Samples.Steady::perSecond).stream()
                .map(Medians.Pair::ratio)
                .toList();
        return Medians.words(ratios, Unit.RATIO);
    }

    /** The middle one of the differences of their processor time per event, in ns. */
    double cpuAbove() {
        return Medians.difference(pairs(Samples.Steady::cpuPerEvent));
    }

    /** All of them in words. */
    String cpusAbove() {
        List<Double> differences = pairs(Samples.Steady::cpuPerEvent).stream()
                .map(Medians.Pair::difference)
                .toList();
        return Medians.words(differences, Unit.NANOS);
    }

    /** Events per second of the service. */
    double service() {
        return rate(service);
    }

    /** Events per second of the bare loop. */
    double bare() {
        return rate(bare);
    }

    private static double rate(List<Samples.Steady> runs) {
        return Medians.of(runs.stream().map(Samples.Steady::perSecond).toList());
    }

    private List<Medians.Pair> pairs(ToDoubleFunction<Samples.Steady> value) {
        List<Medians.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < service.size(); i++) {
            pairs.add(new Medians.Pair(value.applyAsDouble(service.get(i)), value.applyAsDouble(bare.get(i))));
        }
        return pairs;
    }
}
