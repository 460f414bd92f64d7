package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletedJobTest {
    private static CompletedJob query(String sql) {
        return new CompletedJob(
                new JobRef("p", "US", "j"),
                JobType.QUERY,
                null,
                List.of(),
                List.of(),
                List.of(),
                sql,
                "",
                Map.of(),
                "",
                null,
                JobTimes.UNKNOWN,
                false,
                Set.of());
    }

    @Test
    void turnsEachLineBreakIntoOneSpace() {
        assertThat(query("a\nb\r\nc\rd").source()).isEqualTo("a b c d");
        assertThat(query("a\n\nb\r\n\r\nc\n\rd").source()).isEqualTo("a  b  c  d");
        assertThat(query("\na\n").source()).isEqualTo(" a ");
        assertThat(query("\n\n\u017Fa\n").source()).isEqualTo("  \u017Fa ");
        assertThat(query("a\tb").source()).isEqualTo("a\tb");
    }

    @Test
    void keepsTheSqlAsWritten() {
        assertThat(query("a\nb").sql()).isEqualTo("a\nb");
    }

    @Test
    void hasNoDestinationWithoutATable() {
        assertThat(query("x").destination()).isEmpty();
        assertThat(query("x").anonymousDestination()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"query, QUERY", "Import, LOAD", "LOAD, LOAD", "export, EXTRACT", "EXTRACT, EXTRACT", "Copy, COPY"})
    void knowsATypeByBothItsNames(String text, JobType type) {
        assertThat(JobType.parse(text)).contains(type);
    }

    @Test
    void knowsNoOtherType() {
        assertThat(JobType.parse("UNKNOWN")).isEmpty();
    }
}
