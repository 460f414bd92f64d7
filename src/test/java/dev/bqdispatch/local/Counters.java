package dev.bqdispatch.local;

import java.util.Map;
import java.util.TreeMap;

/** What {@code /metrics} says at one moment. */
public record Counters(Map<String, Double> samples) {
    public Counters {
        samples = Map.copyOf(samples);
    }

    public static Counters read(String metrics) {
        Map<String, Double> samples = new TreeMap<>();
        metrics.lines()
                .filter(line -> !line.startsWith("#") && line.indexOf(' ') > 0)
                .forEach(line -> samples.put(
                        line.substring(0, line.lastIndexOf(' ')),
                        Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
        return new Counters(samples);
    }

    /** The sum over all labels. */
    public long sum(String name) {
        return (long) samples.entrySet().stream()
                .filter(sample ->
                        sample.getKey().equals(name) || sample.getKey().startsWith(name + "{"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    public long outcome(String word) {
        return Math.round(samples.getOrDefault("bqdispatch_events_total{outcome=\"" + word + "\"}", 0.0));
    }
}
