package dev.bqdispatch.config;

import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import dev.bqdispatch.rule.Rules;
import java.time.Clock;
import java.time.Instant;

/** Shows which version of the configuration is in force, and how that stands. */
final class ConfigMeter {
    private final Metrics metrics;
    private final Clock clock;
    private volatile boolean current = true;
    private volatile boolean doubted;
    private volatile int routes;
    private volatile Instant loaded;

    ConfigMeter(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.loaded = clock.instant();
    }

    void start(Rules rules) {
        inForce(rules);
        metrics.show(Metric.CONFIG_ROUTES, () -> routes);
        metrics.show(Metric.CONFIG_LOADED, () -> loaded.toEpochMilli() / 1_000.0);
        metrics.show(Metric.CONFIG_CURRENT, () -> current ? 1 : 0);
        metrics.show(Metric.CONFIG_STATE, () -> current && !doubted ? 1 : 0, "current");
        metrics.show(Metric.CONFIG_STATE, () -> !current && !doubted ? 1 : 0, "refused");
        metrics.show(Metric.CONFIG_STATE, () -> doubted ? 1 : 0, "doubted");
    }

    /** Another version is in force. */
    void inForce(Rules rules) {
        routes = rules.routes().size();
        loaded = clock.instant();
        metrics.inform(Metric.CONFIG_VERSION, rules.version());
    }

    void judged(Verdict verdict) {
        current = verdict.current();
        doubted = verdict instanceof Verdict.Doubted;
        if (verdict instanceof Verdict.Refused) {
            metrics.count(Metric.CONFIG_REFUSED);
        }
    }
}
