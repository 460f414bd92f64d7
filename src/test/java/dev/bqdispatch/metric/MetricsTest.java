package dev.bqdispatch.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Metrics metrics = new Metrics(registry);

    @Test
    void aCounterWithFewSeriesBeginsAtNothingSoThatItsFirstCountIsGrowth() {
        assertThat(registry.scrape())
                .contains("bqdispatch_messages_received_total 0.0")
                .contains("bqdispatch_events_total{outcome=\"error\"} 0.0")
                .doesNotContain("bqdispatch_dispatches_total{");
    }

    @Test
    void countsAddUp() {
        metrics.count(Metric.RECEIVED);
        metrics.add(Metric.RECEIVED, 4);
        metrics.count(Metric.EVENTS, "ok");
        metrics.count(Metric.ACTIONS, "copy", "not run");
        metrics.count(Metric.ACTIONS, "copy", "not run");
        assertThat(registry.scrape())
                .contains("bqdispatch_messages_received_total 5.0")
                .contains("bqdispatch_events_total{outcome=\"ok\"} 1.0")
                .contains("bqdispatch_actions_total{action=\"copy\",status=\"not run\"} 2.0");
    }

    @Test
    void timesAreAHistogramInSeconds() {
        metrics.time(Metric.DISPATCH_TIME, Duration.ofMillis(20), "ok");
        metrics.time(Metric.DISPATCH_TIME, Duration.ofHours(30), "ok");
        assertThat(registry.scrape())
                .contains("bqdispatch_dispatch_seconds_bucket{outcome=\"ok\",le=\"0.01\"} 0")
                .contains("bqdispatch_dispatch_seconds_bucket{outcome=\"ok\",le=\"0.025\"} 1")
                .contains("bqdispatch_dispatch_seconds_bucket{outcome=\"ok\",le=\"86400.0\"} 1")
                .contains("bqdispatch_dispatch_seconds_count{outcome=\"ok\"} 2")
                .contains("bqdispatch_dispatch_seconds_max{outcome=\"ok\"}");
    }

    @Test
    void aNumberOfLabelsThatIsNotTheMetricsIsRefused() {
        assertThatThrownBy(() -> metrics.count(Metric.ACTIONS, "copy")).hasMessageContaining("action");
        assertThatThrownBy(() -> metrics.count(Metric.EVENTS)).hasMessageContaining("outcome");
    }

    @Test
    void ofWhatIsInformedOnlyTheLastIsShown() {
        metrics.inform(Metric.CONFIG_VERSION, "17");
        metrics.inform(Metric.CONFIG_VERSION, "18");
        assertThat(registry.scrape())
                .contains("bqdispatch_config_version{version=\"18\"} 1.0")
                .doesNotContain("version=\"17\"");
    }

    @Test
    void seriesOfRoutesThatAreGoneEndAndMayBeginAgain() {
        metrics.count(Metric.DISPATCHES, "route", "kept", "ok");
        metrics.count(Metric.DISPATCHES, "route", "gone", "ok");
        metrics.count(Metric.DISPATCHES, "task", "", "ok");
        metrics.keepOnly(Metric.DISPATCHES, "route", Set.of("kept"));
        assertThat(registry.scrape())
                .contains("route=\"kept\"")
                .contains("strategy=\"task\"")
                .doesNotContain("gone");
        metrics.count(Metric.DISPATCHES, "route", "gone", "ok");
        assertThat(registry.scrape()).contains("route=\"gone\",strategy=\"route\"} 1.0");
    }

    /** An event that nothing waits for is counted several times, thousands of times a second. */
    @Test
    void countingWhatWasCountedBeforeMakesNoGarbage() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            countAnEvent();
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            countAnEvent();
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }

    private void countAnEvent() {
        metrics.count(Metric.RECEIVED);
        metrics.count(Metric.DECODED, "A");
        metrics.count(Metric.EVENTS, "unmatched");
    }
}
