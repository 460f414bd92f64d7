package dev.bqdispatch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final String ODD = "0123456789-:.TZtz+ ";

    @Property
    void readsWhatAnInstantWrites(
            @ForAll @LongRange(min = -62_135_596_800L, max = YEAR_10000 - 1) long second,
            @ForAll @LongRange(max = 999_999_999) long nano) {
        Instant time = Instant.ofEpochSecond(second, nano);
        assertThat(Rfc3339.parse(time.toString())).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00.1Z",
                "2026-03-01T12:00:00.12Z",
                "2024-02-29T23:59:59.999999999Z",
                "2026-03-01T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2026-03-01t12:00:00z",
                "2026-03-01T12:00:00.Z",
                "0000-01-01T00:00:00Z"
            })
    void readsWhatTheJdkReads(String text) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-03-01",
                "2026-03-01T12:00:00",
                "2026-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-00-01T12:00:00Z",
                "2026-03-00T12:00:00Z",
                "2026-03-01T25:00:00Z",
                "2026-03-01T12:60:00Z",
                "2026-03-01T12:00:61Z",
                "2026-03-01T12:00:00.1234567890Z",
                "2026-03-01T12:00:00,1Z",
                "2026-03-01 12:00:00Z",
                "\u0662026-03-01T12:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Property(tries = 5_000)
    void isOfOneMindWithTheJdkAboutWhatIsNearlyATime(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("2026-03-01T12:00:00.123Z");
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.setCharAt(random.nextInt(text.length()), ODD.charAt(random.nextInt(ODD.length())));
        }
        assertThat(read(text.toString(), Rfc3339::parse)).isEqualTo(read(text.toString(), Instant::parse));
    }

    private static String read(String text, Function<String, Instant> reader) {
        try {
            return reader.apply(text).toString();
        } catch (DateTimeException e) {
            return "no time";
        }
    }
}
