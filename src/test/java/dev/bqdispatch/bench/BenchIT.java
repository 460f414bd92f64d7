package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Everything of {@code scripts/bench.sh} once and shortly; how long anything takes is not looked at. */
class BenchIT {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, UTF_8);

    @TempDir
    private Path folder;

    @Test
    void everyPartIsMeasuredAndNoEventCostsMoreCallsThanItMay() throws IOException {
        int code = new CommandLine(new BenchRun(out, Clock.systemUTC(), Measurements.all()))
                .execute("--smoke", "--jar", System.getProperty("bqdispatch.jar"), "--out", folder.toString());

        String said = output.toString(UTF_8);
        assertThat(code).as(said).isBetween(0, 1);
        assertThat(said).doesNotContain("BROKEN");
        JsonNode report = new ObjectMapper().readTree(Files.readString(folder.resolve("bench.json")));
        List<JsonNode> rows =
                StreamSupport.stream(report.path("rows").spliterator(), false).toList();
        assertThat(rows.stream().map(row -> row.path("part").asText()))
                .containsAll(Measurements.all().stream().map(Measurement::name).toList());
        assertThat(rows)
                .filteredOn(row -> row.path("part").asText().equals("calls"))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.path("verdict").asText()).isEqualTo("ok"));
        assertThat(folder.resolve("matching.svg")).exists();
    }
}
