package dev.bqdispatch.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times; safe for use by several threads. Counters whose labels have few values begin at 0, so that their
 * first count is seen as growth. What is there already is looked up and not made anew: an event that nothing waits for
 * passes here several times.
 */
public final class Metrics {
    /** Bounds of the histograms' buckets. */
    private static final Duration[] BUCKETS = Stream.of(
                    "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10", "30", "60", "300",
                    "1800", "7200", "28800", "86400")
            .map(seconds -> Duration.parse("PT" + seconds + "S"))
            .toArray(Duration[]::new);

    private static final String NO_LABEL = "";

    private final MeterRegistry registry;
    /** By metric, then by the label's value, or the list of them where there are several. */
    private final Map<Metric, Map<Object, Meter>> series = new EnumMap<>(Metric.class);

    public Metrics(MeterRegistry registry) {
        this.registry = registry;
        for (Metric metric : Metric.values()) {
            series.put(metric, new ConcurrentHashMap<>());
            if (metric.kind() == Metric.Kind.COUNTER) {
                begin(metric);
            }
        }
    }

    private void begin(Metric metric) {
        if (metric.labels().isEmpty()) {
            counter(metric, NO_LABEL);
        } else if (metric.labels().size() == 1) {
            metric.labels().get(0).values().forEach(value -> counter(metric, value, value));
        }
    }

    /** Counts one of a metric without labels. */
    public void count(Metric metric) {
        add(metric, 1);
    }

    /** Counts some of a metric without labels. */
    public void add(Metric metric, int some) {
        Meter known = known(metric, NO_LABEL);
        (known == null ? counter(metric, NO_LABEL) : (Counter) known).increment(some);
    }

    /** Counts one of a metric with one label. */
    public void count(Metric metric, String label) {
        Meter known = known(metric, label);
        (known == null ? counter(metric, label, label) : (Counter) known).increment();
    }

    /**
     * Counts one.
     *
     * @param labels a value for each of the metric's labels, in their order
     */
    public void count(Metric metric, String... labels) {
        Object key = key(labels);
        Meter known = known(metric, key);
        (known == null ? counter(metric, key, labels) : (Counter) known).increment();
    }

    /**
     * Records how long something took.
     *
     * @param labels a value for each of the metric's labels, in their order
     */
    public void time(Metric metric, Duration taken, String... labels) {
        Object key = key(labels);
        Meter known = known(metric, key);
        (known == null ? timer(metric, key, labels) : (Timer) known).record(taken);
    }

    /**
     * Shows what {@code value} says whenever somebody looks.
     *
     * @param labels a value for each of the metric's labels, in their order
     */
    public void show(Metric metric, Supplier<Number> value, String... labels) {
        Gauge.builder(metric.fullName(), value)
                .description(metric.help())
                .tags(tags(metric, labels))
                .strongReference(true)
                .register(registry);
    }

    /** Shows a 1 at these values of the labels, and nothing any more at those before. */
    public void inform(Metric metric, String... labels) {
        registry.find(metric.fullName()).meters().forEach(registry::remove);
        show(metric, () -> 1, labels);
    }

    /**
     * Ends the series whose label has another value than these, or none: what comes from outside must not pile up.
     */
    public synchronized void keepOnly(Metric metric, String label, Set<String> values) {
        known(metric).values().removeIf(meter -> {
            String value = meter.getId().getTag(label);
            boolean ends = value != null && !value.isEmpty() && !values.contains(value);
            if (ends) {
                registry.remove(meter);
            }
            return ends;
        });
    }

    /** One at a time with {@link #keepOnly}, or what is made here could be a meter that has just ended. */
    private synchronized Counter counter(Metric metric, Object key, String... labels) {
        Counter made = Counter.builder(metric.fullName())
                .description(metric.help())
                .tags(tags(metric, labels))
                .register(registry);
        known(metric).put(key, made);
        return made;
    }

    private synchronized Timer timer(Metric metric, Object key, String... labels) {
        Timer made = Timer.builder(metric.fullName())
                .description(metric.help())
                .tags(tags(metric, labels))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
        known(metric).put(key, made);
        return made;
    }

    private @Nullable Meter known(Metric metric, Object key) {
        return known(metric).get(key);
    }

    private Map<Object, Meter> known(Metric metric) {
        return Objects.requireNonNull(series.get(metric));
    }

    private static Object key(String... labels) {
        return switch (labels.length) {
            case 0 -> NO_LABEL;
            case 1 -> labels[0];
            default -> List.of(labels);
        };
    }

    private static Tags tags(Metric metric, String... values) {
        if (values.length != metric.labels().size()) {
            throw new IllegalArgumentException(metric + " has the labels " + metric.labels());
        }
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            tags.add(Tag.of(metric.labels().get(i).name(), values[i]));
        }
        return Tags.of(tags);
    }
}
