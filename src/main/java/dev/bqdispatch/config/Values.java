package dev.bqdispatch.config;

import dev.bqdispatch.job.ObjectUrl;
import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Fields;
import dev.bqdispatch.rule.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of settings, wherever they were said. Each method notes what is wrong with a value and then answers as if
 * it were absent.
 */
final class Values {
    private static final Pattern DURATION = Pattern.compile("(?<amount>[0-9]{1,9})(?<unit>ms|s|m|h)");

    private final Fields fields;
    private final Map<String, Stated> outside;
    private final Scalars scalars;
    private final Faults faults;

    Values(Fields fields, Map<String, Stated> outside, Scalars scalars, Faults faults) {
        this.fields = fields;
        this.outside = outside;
        this.scalars = scalars;
        this.faults = faults;
    }

    /** Whether the key is there at all, well or badly. */
    boolean said(String key) {
        return outside.containsKey(key) || fields.has(key);
    }

    void problem(String key, String message) {
        Stated stated = outside.get(key);
        if (stated == null) {
            fields.problem(key, message);
        } else {
            faults.problem(stated.problem(message));
        }
    }

    void warning(String key, String message) {
        faults.warning(fields.path(key), message);
    }

    Optional<String> text(String key) {
        Stated stated = outside.get(key);
        if (stated != null) {
            return Optional.of(stated.text());
        }
        if (fields.has(key) && !fields.get(key).isValueNode()) {
            problem(key, "expected a text");
            return Optional.empty();
        }
        Optional<String> text = fields.has(key) ? scalars.setting(key) : Optional.empty();
        if (text.isPresent() && text.get().isBlank()) {
            problem(key, "is blank; expected a value, or leave the key out");
            return Optional.empty();
        }
        return text;
    }

    /** As {@link #text}; an absent one is a problem too. */
    Optional<String> required(String key, String expected) {
        if (!said(key)) {
            problem(key, "is missing; expected " + expected);
        }
        return text(key);
    }

    /** A whole number, also written as text. */
    int whole(String key, int otherwise, int least, int most) {
        Optional<String> text = text(key);
        Optional<Integer> number = text.filter(digits -> digits.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .filter(value -> value >= least && value <= most);
        if (text.isPresent() && number.isEmpty()) {
            unlike(key, "a whole number from " + least + " to " + most);
        }
        return number.orElse(otherwise);
    }

    /** A duration such as {@code 24h}, {@code 90m}, {@code 30s}, {@code 500ms}. */
    Duration duration(String key, Duration otherwise, Duration least, Duration most) {
        Optional<String> text = text(key);
        Optional<Duration> read = text.flatMap(Values::duration)
                .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
        if (text.isPresent() && read.isEmpty()) {
            String range = least.toSeconds() + "s to " + most.toHours() + "h";
            unlike(key, "a duration of " + range + ", written like 24h, 90m, 30s or 500ms");
        }
        return read.orElse(otherwise);
    }

    private static Optional<Duration> duration(String text) {
        Matcher form = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        long amount = Long.parseLong(form.group("amount"));
        return Optional.of(
                switch (form.group("unit")) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }

    /** A folder whose name leaves room for the names of jobs. */
    Optional<ObjectUrl> folder(String key) {
        Optional<String> text = text(key);
        Optional<ObjectUrl> folder = text.flatMap(ObjectUrl::parse).map(ObjectUrl::asFolder);
        if (text.isPresent() && folder.isEmpty()) {
            unlike(key, "gs://bucket/folder/");
        }
        int bytes = folder.map(url -> url.name().getBytes(StandardCharsets.UTF_8).length)
                .orElse(0);
        if (bytes > Limits.FOLDER) {
            problem(key, "names a folder of " + bytes + " bytes; expected at most " + Limits.FOLDER);
            return Optional.empty();
        }
        return folder;
    }

    /** Notes that a value is not what it should be; values of the environment may be secret and are not shown. */
    void unlike(String key, String expected) {
        Stated stated = outside.get(key);
        String shown = stated == null ? scalars.shown(key).orElse("") : stated.text();
        problem(key, "is '" + shown + "'; expected " + expected);
    }
}
