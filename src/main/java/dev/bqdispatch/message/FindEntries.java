package dev.bqdispatch.message;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks for the entries of failed dispatches.
 *
 * @param since how long ago they were written at most
 */
public record FindEntries(Duration since) implements BusMessage {
    private static final Pattern TIME = Pattern.compile("(?<number>[1-9][0-9]{0,5})(?<unit>[smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    /** Reads how people write a time, as {@code 90s}, {@code 30m}, {@code 2h} or {@code 7d}; empty if it is none. */
    public static Optional<Duration> time(String text) {
        Matcher time = TIME.matcher(text);
        return time.matches()
                ? Optional.of(UNITS.getOrDefault(time.group("unit"), Duration.ZERO)
                        .multipliedBy(Long.parseLong(time.group("number"))))
                : Optional.empty();
    }
}
