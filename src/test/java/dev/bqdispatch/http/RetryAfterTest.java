package dev.bqdispatch.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                " 7 |PT7S",
                "0|PT0S",
                "9999|PT10M",
                "Sun, 01 Mar 2026 12:00:30 GMT|PT30S",
                "Sun, 01 Mar 2026 11:00:00 GMT|PT0S",
                "Mon, 02 Mar 2026 12:00:00 GMT|PT10M",
                "soon|PT0S",
                "-1|PT0S",
                "99999999999999|PT0S",
            })
    void isReadInSecondsOrAsADate(String header, Duration wait) {
        assertThat(RetryAfter.of(header, NOW)).isEqualTo(wait);
    }
}
