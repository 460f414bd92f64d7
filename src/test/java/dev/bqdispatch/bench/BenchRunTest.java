package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchRunTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final StringWriter errors = new StringWriter();
    private final List<String> efforts = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void build() throws IOException {
        Files.createFile(folder.resolve("service.jar"));
    }

    /** Measures what it is told. */
    private final class Told implements Measurement {
        private final String name;
        private final List<Row> rows;

        Told(String name, Row... rows) {
            this.name = name;
            this.rows = List.of(rows);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isQuick() {
            return !name.equals("slow");
        }

        @Override
        public Found measure(Ground ground) throws IOException {
            efforts.add(name + " " + ground.effort());
            if (rows.isEmpty()) {
                throw new IOException("no luck");
            }
            return Found.of(rows);
        }
    }

    private final Measurement good = new Told("good", Row.held("good", "a ratio", Unit.RATIO, Bar.atMost(2), 1, ""));
    private final Measurement bad = new Told("bad", Row.held("bad", "a time", Unit.NANOS, Bar.atMost(2), 3, ""));
    private final Measurement absent =
            new Told("absent", Row.missing("absent", "a rate", Unit.RATIO, Bar.atLeast(1), "no emulator"));
    private final Measurement broken = new Told("broken");
    private final Measurement slow = new Told("slow", Row.information("slow", "a cost", Unit.NANOS, 3, ""));

    private int run(List<Measurement> all, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "--jar",
                folder.resolve("service.jar").toString(),
                "--out",
                folder.resolve("out").toString()));
        line.addAll(List.of(arguments));
        PrintStream out = new PrintStream(output, true, UTF_8);
        return new CommandLine(new BenchRun(out, Clock.systemUTC(), all))
                .setErr(new PrintWriter(errors, true))
                .execute(line.toArray(String[]::new));
    }

    private String output() {
        return output.toString(UTF_8);
    }

    @Test
    void barsThatHoldMakeAGoodEnd() {
        assertThat(run(List.of(good, absent))).isZero();

        assertThat(output()).contains("a ratio", "1 bars held, 0 missed, 1 not measured");
        assertThat(folder.resolve("out/bench.md")).exists();
        assertThat(folder.resolve("out/bench.json")).exists();
        assertThat(folder.resolve("out/matching.svg")).doesNotExist();
    }

    @Test
    void aMissedBarMakesABadEnd() {
        assertThat(run(List.of(good, bad))).isEqualTo(1);

        assertThat(output()).contains("1 bars held, 1 missed");
    }

    @Test
    void whatBreaksDoesNotKeepTheOthersFromBeingMeasured() {
        assertThat(run(List.of(broken, good))).isEqualTo(1);

        assertThat(output()).contains("BROKEN  broken: java.io.IOException: no luck", "1 bars held");
    }

    @Test
    void aQuickRunLeavesOutWhatTakesLongAndSaysSo() {
        run(List.of(slow, good), "--quick");
        assertThat(efforts).containsExactly("good QUICK");
        assertThat(output()).contains("Left out, since it is to be quick: slow;");

        run(List.of(slow, good));
        assertThat(efforts).containsExactly("good QUICK", "slow FULL", "good FULL");
    }

    @Test
    void whatIsNamedIsMeasuredInAQuickRunToo() {
        run(List.of(slow, good), "--quick", "--only", "slow");

        assertThat(efforts).containsExactly("slow QUICK");
        assertThat(output()).doesNotContain("Left out");
    }

    @Test
    void onlyWhatIsNamedIsMeasured() {
        assertThat(run(List.of(good, bad, absent, broken), "--only", "absent,good"))
                .isZero();

        assertThat(efforts).containsExactly("good FULL", "absent FULL");
    }

    @Test
    void aQuickRunIsToldToBeQuick() {
        run(List.of(good), "--quick");

        assertThat(efforts).containsExactly("good QUICK");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--only all | --only is 'all'; expected of good, bad",
                "--jar none.jar | --jar is none.jar, which is no file",
                "--quick --smoke | --quick or --smoke, not both",
                "--quickly | Unknown option: '--quickly'"
            })
    void whatIsWrongIsWrongUsage(String arguments, String said) {
        List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
        int code = words.contains("--jar")
                ? new CommandLine(new BenchRun(System.out, Clock.systemUTC(), List.of(good)))
                        .setErr(new PrintWriter(errors, true))
                        .execute(words.toArray(String[]::new))
                : run(List.of(good, bad), words.toArray(String[]::new));

        assertThat(code).isEqualTo(2);
        assertThat(errors.toString()).startsWith(said);
        assertThat(efforts).isEmpty();
    }

    @Test
    void everyMeasurementHasANameOfItsOwn() {
        assertThat(Measurements.all().stream().map(Measurement::name)).doesNotHaveDuplicates();
    }
}
