package dev.bqdispatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTest {
    @ParameterizedTest
    @CsvSource({
        "AT_MOST, 2, 1.9, OK",
        "AT_MOST, 2, 2, OK",
        "AT_MOST, 2, 2.01, MISSED",
        "AT_MOST, 2, NaN, MISSED",
        "AT_LEAST, 0.9, 1.2, OK",
        "AT_LEAST, 0.9, 0.9, OK",
        "AT_LEAST, 0.9, 0.89, MISSED",
        "AT_LEAST, 0.9, NaN, MISSED"
    })
    void aValueIsHeldAgainstItsBar(Bar.Sense sense, double limit, double measured, Row.Verdict verdict) {
        Row row = Row.held("part", "what", Unit.RATIO, new Bar(sense, limit), measured, "");

        assertThat(row.verdict()).isEqualTo(verdict);
    }

    @Test
    void whatCouldNotBeMeasuredHasNotPassed() {
        Row row = Row.missing("part", "what", Unit.RATIO, Bar.atLeast(0), "no emulator");

        assertThat(row.verdict()).isEqualTo(Row.Verdict.NOT_MEASURED);
        assertThat(row.measuredText()).isEmpty();
    }

    @Test
    void withoutABarThereIsNothingToPass() {
        Row row = Row.information("part", "what", Unit.NANOS, 1e12, "");

        assertThat(row.verdict()).isEqualTo(Row.Verdict.INFORMATION);
        assertThat(row.barText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATIO | 1 | 1.00",
                "RATIO | 0.899 | 0.90",
                "NANOS | 7.123 | 7.12 ns",
                "NANOS | 81.26 | 81.3 ns",
                "NANOS | 150 | 150 ns",
                "NANOS | 25000 | 25 µs",
                "NANOS | 1234567 | 1.23 ms",
                "MILLIS | 50 | 50 ms",
                "MILLIS | 2000 | 2 s",
                "PER_SECOND | 21234.5 | 21,235/s",
                "BYTES | 1024 | 1,024 bytes",
                "CALLS | 0 | 0 calls"
            })
    void aValueIsWrittenSoThatItCanBeRead(Unit unit, double value, String text) {
        assertThat(unit.write(value)).isEqualTo(text);
    }
}
