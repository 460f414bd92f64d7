package dev.bqdispatch.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Counts and times; safe for use by several threads. */
public final class Metrics {
    private final MeterRegistry registry;

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts one.
     *
     * @param labels a value for each of the metric's labels, in their order
     */
    public void count(Metric metric, String... labels) {
        Counter.builder(metric.fullName())
                .description(metric.help())
                .tags(tags(metric, labels))
                .register(registry)
                .increment();
    }

    /**
     * Records how long something took.
     *
     * @param labels a value for each of the metric's labels, in their order
     */
    public void time(Metric metric, Duration taken, String... labels) {
        Timer.builder(metric.fullName())
                .description(metric.help())
                .tags(tags(metric, labels))
                .publishPercentileHistogram()
                .register(registry)
                .record(taken);
    }

    /** Shows what {@code value} says whenever somebody looks. */
    public void show(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.fullName(), value)
                .description(metric.help())
                .strongReference(true)
                .register(registry);
    }

    private static List<Tag> tags(Metric metric, String... values) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(metric.labels().get(i), values[i]));
        }
        return tags;
    }
}
