package dev.bqdispatch.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.Fault;
import dev.bqdispatch.fake.SampleJob;
import dev.bqdispatch.metric.Label;
import dev.bqdispatch.metric.Metric;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a service shows at {@code /metrics}, after one of everything. */
class MetricsShownTest {
    private static final String URL = "gs://ops/conf/bqdispatch.json";
    private static final Pattern FAMILY = Pattern.compile("# TYPE (bqdispatch_[a-z_]+) ([a-z]+)");
    private static final Pattern SAMPLE = Pattern.compile("(bqdispatch_[a-z_]+)\\{([^}]*)} .*");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    private final Scene scene = new Scene().with(URL);

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void everyMetricIsShownAsItIsListedAndNoOther() {
        String shown = afterOneOfEverything();

        Map<String, String> listed = new TreeMap<>();
        for (Metric metric : Metric.values()) {
            listed.put(metric.shownName(), metric.kind().word());
            if (metric.kind() == Metric.Kind.TIMER) {
                listed.put(metric.shownName() + "_max", Metric.Kind.GAUGE.word());
            }
        }
        Map<String, String> families = new TreeMap<>();
        FAMILY.matcher(shown).results().forEach(family -> families.put(family.group(1), family.group(2)));
        assertThat(families).isEqualTo(listed);
    }

    @Test
    void everySeriesHasTheLabelsOfItsMetricAndValuesOutOfItsList() {
        for (String line : afterOneOfEverything().lines().toList()) {
            SAMPLE.matcher(line).results().forEach(sample -> {
                Map<String, String> labels = new TreeMap<>();
                LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
                labels.remove("le");
                Metric metric = metric(sample.group(1));
                List<String> names = metric.labels().stream().map(Label::name).toList();
                assertThat(labels.keySet()).as(line).isEqualTo(new TreeSet<>(names));
                for (Label label : metric.labels()) {
                    assertThat(label.values().isEmpty() || label.values().contains(labels.get(label.name())))
                            .as(line)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void countsTellFormatStrategyRouteActionOutcomeAndCall() {
        assertThat(afterOneOfEverything())
                .contains("bqdispatch_events_decoded_total{format=\"B\"} 1.0")
                .contains("bqdispatch_events_matched_total{strategy=\"none\"} 4.0")
                .contains("bqdispatch_events_matched_total{strategy=\"task\"} 1.0")
                .contains("bqdispatch_dispatches_total{outcome=\"ok\",route=\"copies\",strategy=\"route\"} 1.0")
                .contains("bqdispatch_dispatches_total{outcome=\"duplicate\",route=\"copies\",strategy=\"route\"} 1.0")
                .contains("bqdispatch_dispatches_total{outcome=\"error\",route=\"moves\",strategy=\"route\"} 1.0")
                .contains("bqdispatch_dispatches_total{outcome=\"retried\",route=\"\",strategy=\"none\"} 1.0")
                .contains("bqdispatch_resubmissions_total{outcome=\"submitted\",reason=\"backendError\"} 1.0")
                .contains("bqdispatch_actions_total{action=\"copy\",status=\"submitted\"} 1.0")
                .contains("bqdispatch_actions_total{action=\"delete\",status=\"not run\"} 1.0")
                .contains("bqdispatch_events_total{outcome=\"invalid\"} 1.0")
                .contains("bqdispatch_events_given_back_total{why=\"event\"} 1.0")
                .contains("bqdispatch_google_call_seconds_count{call=\"bigquery.jobs.insert\",outcome=\"ok\"} 2")
                .contains("bqdispatch_google_call_seconds_count{call=\"bigquery.jobs.insert\",outcome=\"transient\"} 3")
                .contains("bqdispatch_google_call_seconds_count{call=\"storage.objects.get\",outcome=\"not_found\"}")
                .contains("bqdispatch_google_call_seconds_count{call=\"pubsub.subscriptions.pull\",outcome=\"ok\"}")
                .contains("bqdispatch_config_refused_total 1.0")
                .contains("bqdispatch_config_state{state=\"refused\"} 1.0")
                .contains("bqdispatch_config_routes 2.0")
                .contains("bqdispatch_permits 1000.0")
                .contains("bqdispatch_build_version{");
    }

    @Test
    void theJvmTellsOfItself() {
        Replica replica = start();
        await().atMost(LONG_ENOUGH).until(() -> shown(replica).contains("jvm_memory_used_bytes{"));
    }

    @Test
    void theSeriesOfARouteEndWithIt() {
        Replica replica = start();
        scene.publish(SampleJob.query("q", "SELECT 1", "acme:d.t"), EventFormat.A)
                .settle();
        await().atMost(LONG_ENOUGH).until(() -> shown(replica).contains("route=\"copies\""));

        String version =
                Long.toString(scene.world().storage().put(URL, Scene.config("")).generation());

        await().atMost(LONG_ENOUGH)
                .until(() -> shown(replica).contains("bqdispatch_config_version{version=\"" + version + "\"} 1.0"));
        await().atMost(LONG_ENOUGH).until(() -> !shown(replica).contains("route=\"copies\""));
        assertThat(shown(replica)).contains("bqdispatch_config_routes 0.0");
    }

    private String afterOneOfEverything() {
        Replica replica = start();
        scene.world().bigQuery().completeManually();
        replica.gateway().failNext(3, "jobs.insert", Fault.status(503, "backendError"));
        scene.publish(SampleJob.query("q", "SELECT 1", "acme:d.t"), EventFormat.A);
        await().atMost(LONG_ENOUGH).until(() -> shown(replica).contains("given_back_total{why=\"event\"} 1.0"));
        scene.clock().advance(Duration.ofSeconds(11));
        scene.settle();
        scene.publish(SampleJob.query("q", "SELECT 1", "acme:d.t"), EventFormat.D)
                .settle();
        scene.publish(SampleJob.query("m", "SELECT 1", "acme:d.m"), EventFormat.A);
        scene.world().storage().put("gs://ops/tasks/t/dispatch.json", "{\"OnSuccess\": []}");
        scene.publish(SampleJob.query("t--dispatch", "SELECT 1", "acme:d.none"), EventFormat.B);
        scene.publish(SampleJob.query("gone--dispatch", "SELECT 1", "acme:d.none"), EventFormat.A);
        scene.publish(SampleJob.query("f", "SELECT 1").failed("invalidQuery", "no"), EventFormat.A);
        scene.publish(SampleJob.query("u", "SELECT 1", "acme:d.none"), EventFormat.A);
        scene.publish(FailedChildren.copy("root--000_copy--dispatch_nop", FailedChildren.IN_PASSING), EventFormat.A);
        scene.publish("{}");
        scene.publish("no JSON");
        scene.settle();
        scene.world().storage().put(URL, "no JSON");
        await().atMost(LONG_ENOUGH).until(() -> shown(replica).contains("bqdispatch_config_refused_total 1.0"));
        return shown(replica);
    }

    private Replica start() {
        scene.world().storage().put(URL, Scene.config("""
                {"Name": "copies", "When": {"Dest": "d\\\\.t$"}, "OnSuccess": [
                    {"Action": "copy", "Request": {"Dest": "d.u"}}]},
                {"Name": "moves", "When": {"Dest": "d\\\\.m$"}, "OnSuccess": [
                    {"Action": "move", "Request": {"SourceURL": "gs://data/none", "DestURL": "gs://data/to/"}},
                    {"Action": "delete", "Request": {"URL": "gs://data/none"}}]}
                """, ", \"CheckInMs\": 100"));
        return scene.start();
    }

    private static String shown(Replica replica) {
        return Http.get(replica, "/metrics").body();
    }

    private static Metric metric(String series) {
        return Arrays.stream(Metric.values())
                .filter(metric -> series.equals(metric.shownName())
                        || (metric.kind() == Metric.Kind.TIMER
                                && List.of("_bucket", "_count", "_sum", "_max").stream()
                                        .anyMatch(suffix -> series.equals(metric.shownName() + suffix))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(String.format(Locale.ROOT, "%s is not listed", series)));
    }
}
