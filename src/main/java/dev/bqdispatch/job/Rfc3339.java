package dev.bqdispatch.job;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads times. {@link Instant#parse} takes more than half of the time and memory that all else of an event does, so the
 * form in which logs write them, {@code 2026-03-01T12:00:00.123456Z}, is read by its columns.
 */
final class Rfc3339 {
    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MOST_DIGITS = 9;
    private static final int SECONDS_OF_DAY = 86_400;

    private Rfc3339() {}

    /**
     * Reads what {@link Instant#parse} does, to the same.
     *
     * @throws java.time.DateTimeException if it is no time
     */
    static Instant parse(String text) {
        return isPlain(text) ? plain(text) : Instant.parse(text);
    }

    /** Whether it has the usual form, its hours, minutes and seconds are usual ones, and there is a fraction, if a dot. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        int digits = end - FORM.length() - 1;
        if (end < FORM.length() || digits == 0 || digits > MOST_DIGITS || text.charAt(end) != 'Z') {
            return false;
        }
        for (int i = 0; i < end; i++) {
            char form = i < FORM.length() ? FORM.charAt(i) : i == FORM.length() ? '.' : '0';
            char found = text.charAt(i);
            if (form == '0' ? found < '0' || found > '9' : found != form) {
                return false;
            }
        }
        return number(text, 11, 13) < 24 && number(text, 14, 16) < 60 && number(text, 17, 19) < 60;
    }

    private static Instant plain(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int second = number(text, 11, 13) * 3_600 + number(text, 14, 16) * 60 + number(text, 17, 19);
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + second, nanos(text));
    }

    private static int nanos(String text) {
        int first = FORM.length() + 1;
        int end = Math.max(first, text.length() - 1);
        int nanos = number(text, first, end);
        for (int digits = end - first; digits < MOST_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
