package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Row PLAIN = Row.information("c", "cost", Unit.NANOS, 81, "");
    private static final Row TIME = Row.held("b", "time", Unit.NANOS, Bar.atMost(150), 120, "");
    private static final Row RATIO = Row.held("a", "ratio", Unit.RATIO, Bar.atLeast(0.9), 0.95, "");
    private static final Row MISSED = Row.held("a", "missed", Unit.RATIO, Bar.atMost(2), 2.5, "");
    private static final Row ABSENT = Row.missing("d", "a | b", Unit.RATIO, Bar.atLeast(0.9), "no emulator");
    private static final Curve CURVE =
            new Curve("index", List.of(new Curve.Point(10, 80), new Curve.Point(100_000, 95)));

    @TempDir
    private Path folder;

    private static Report report(Row... rows) {
        return new Report(
                new Machine("Chip <1>", 2, 8, "Linux amd64", "17", 0.4),
                Instant.parse("2026-03-01T12:00:00Z"),
                Duration.ofSeconds(125),
                Effort.QUICK,
                List.of(rows),
                List.of(CURVE));
    }

    @Test
    void ratiosComeFirstThenOtherBarsThenTheRest() {
        assertThat(report(PLAIN, TIME, RATIO).rows()).containsExactly(RATIO, TIME, PLAIN);
    }

    @Test
    void oneMissedBarIsEnoughToFail() {
        assertThat(report(RATIO, MISSED, TIME).good()).isFalse();
        assertThat(report(RATIO, TIME).good()).isTrue();
    }

    @Test
    void whatCouldNotBeMeasuredIsCountedByItself() {
        Report report = report(RATIO, ABSENT, PLAIN);

        assertThat(report.good()).isTrue();
        assertThat(report.sum()).isEqualTo("1 bars held, 0 missed, 1 not measured");
    }

    @Test
    void onScreenTheColumnsStandBelowEachOther() {
        assertThat(TextTable.screen(report(RATIO, MISSED, TIME, ABSENT, PLAIN)))
                .containsExactly(
                        "part  what               bar  measured",
                        "a     ratio    at least 0.90      0.95  ok",
                        "a     missed    at most 2.00      2.50  MISSED",
                        "d     a | b    at least 0.90            not measured: no emulator",
                        "b     time    at most 150 ns    120 ns  ok",
                        "c     cost                       81 ns");
    }

    @Test
    void asMarkdownARowIsALineAndSaysWhyItWasNotMeasured() {
        assertThat(TextTable.markdown(report(MISSED, ABSENT)))
                .containsExactly(
                        "| what | bar | measured | |",
                        "|---|--:|--:|---|",
                        "| a: missed | at most 2.00 | 2.50 | MISSED |",
                        "| d: a \\| b | at least 0.90 |  | not measured: no emulator |");
    }

    @Test
    void aReportIsAFolderOfMarkdownJsonAndAChart() throws IOException {
        Outcome.write(report(RATIO, ABSENT), folder.resolve("bench"));

        assertThat(folder.resolve("bench/bench.md"))
                .content()
                .endsWith("2026-03-01, quick run of 2:05 on Chip <1>, 2 cores, 8 GB, Linux amd64, Java 17:"
                        + " 1 bars held, 0 missed, 1 not measured.\n");
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("bench/bench.json")));
        assertThat(json.at("/rows/0/measured").doubleValue()).isEqualTo(0.95);
        assertThat(json.at("/rows/0/atLeast").doubleValue()).isEqualTo(0.9);
        assertThat(json.at("/rows/1/measured").isMissingNode()).isTrue();
        assertThat(json.at("/rows/1/verdict").asText()).isEqualTo("not measured");
        assertThat(json.at("/curves/index/100000").doubleValue()).isEqualTo(95);
        assertThat(folder.resolve("bench/matching.svg")).content().contains("Chip &lt;1&gt;");
    }
}
