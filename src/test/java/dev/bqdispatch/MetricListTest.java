package dev.bqdispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bqdispatch.job.EventFormat;
import dev.bqdispatch.message.ActionReport;
import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Outcome;
import dev.bqdispatch.metric.Label;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.rule.ActionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README lists the metrics that there are, and its alerts ask for no other. */
class MetricListTest {
    private static final Pattern SELECTOR = Pattern.compile("(bqdispatch_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"([^\"]*)\"");

    private final String readme;

    MetricListTest() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void theReadmeListsTheMetricsThatThereAre() {
        assertThat(between("<!-- metrics -->\n", "<!-- /metrics -->"))
                .as("copy the expected table to README.md")
                .isEqualTo(table());
    }

    @Test
    void theAlertsAskForMetricsAndLabelsThatThereAre() {
        List<MatchResult> selectors = SELECTOR.matcher(between("<!-- alerts -->\n", "<!-- /alerts -->"))
                .results()
                .toList();

        assertThat(selectors).hasSizeGreaterThanOrEqualTo(6);
        for (MatchResult selector : selectors) {
            assertThat(series()).containsKey(selector.group(1));
            String matchers = selector.group(2) == null ? "" : selector.group(2);
            MATCHER.matcher(matchers).results().forEach(matcher -> requireValues(selector.group(1), matcher));
        }
    }

    private static void requireValues(String series, MatchResult matcher) {
        Label label = Objects.requireNonNull(series().get(series)).labels().stream()
                .filter(known -> known.name().equals(matcher.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(series + " has no label " + matcher.group(1)));
        assertThat(label.values()).as(matcher.group()).contains(matcher.group(2).split("\\|"));
    }

    /** Every name that a query may ask for. */
    private static Map<String, Metric> series() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> (metric.kind() == Metric.Kind.TIMER
                                ? Stream.of("_bucket", "_count", "_sum", "_max")
                                : Stream.of(""))
                        .map(suffix -> Map.entry(metric.shownName() + suffix, metric)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void theLabelsHaveTheWordsOfTheCode() {
        assertThat(values(Metric.DECODED, 0)).isEqualTo(words(EventFormat.values(), EventFormat::word));
        assertThat(values(Metric.ACTIONS, 0)).isEqualTo(words(ActionKind.values(), ActionKind::word));
        assertThat(values(Metric.ACTIONS, 1)).isEqualTo(words(ActionReport.Status.values(), ActionReport.Status::word));
        assertThat(values(Metric.GIVEN_BACK, 0))
                .isEqualTo(words(NotNow.Why.values(), why -> why.name().toLowerCase(Locale.ROOT)));
        assertThat(values(Metric.EVENTS, 0))
                .containsAll(words(Outcome.values(), Outcome::word))
                .hasSize(Outcome.values().length + 1)
                .contains("given_back");
    }

    private static List<String> values(Metric metric, int label) {
        return metric.labels().get(label).values();
    }

    private static <E> List<String> words(E[] all, Function<E, String> word) {
        return Arrays.stream(all).map(word).toList();
    }

    private static String table() {
        return "| metric | kind | labels | what |\n|---|---|---|---|\n"
                + Arrays.stream(Metric.values()).map(MetricListTest::row).collect(Collectors.joining());
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(MetricListTest::label).collect(Collectors.joining("; "));
        return "| `" + metric.shownName() + "` | " + metric.kind().word() + " | " + labels + " | " + metric.help()
                + " |\n";
    }

    private static String label(Label label) {
        String values = label.values().stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
        return "`" + label.name() + "`: " + (values.isEmpty() ? label.said() : values);
    }

    private String between(String begin, String end) {
        int from = readme.indexOf(begin);
        assertThat(from).as(begin).isNotNegative();
        return readme.substring(from + begin.length(), readme.indexOf(end, from));
    }
}
