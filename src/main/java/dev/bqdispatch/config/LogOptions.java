package dev.bqdispatch.config;

import dev.bqdispatch.rule.Faults;
import dev.bqdispatch.rule.Parsed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the service logs.
 *
 * @param level {@code TRACE} to {@code ERROR}, or {@code OFF}
 * @param json whether each line is a JSON object, else text for people
 */
public record LogOptions(String level, boolean json) {
    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");

    /** Reads both; text at {@code INFO} if nothing is said. */
    public static Parsed<LogOptions> read(Environment environment) {
        Faults faults = new Faults("environment");
        String level = said(Env.LOG_LEVEL, "INFO", environment).toUpperCase(Locale.ROOT);
        String format = said(Env.LOG_FORMAT, "text", environment).toLowerCase(Locale.ROOT);
        if (!LEVELS.contains(level)) {
            complain(Env.LOG_LEVEL, "one of " + String.join(", ", LEVELS), environment, faults);
        }
        if (!format.equals("json") && !format.equals("text")) {
            complain(Env.LOG_FORMAT, "json or text", environment, faults);
        }
        return faults.parsed(() -> new LogOptions(level, format.equals("json")));
    }

    private static String said(Env what, String otherwise, Environment environment) {
        return environment.text(what).orElse(otherwise);
    }

    private static void complain(Env what, String expected, Environment environment, Faults faults) {
        Optional<Stated> said = environment.stated(what);
        said.ifPresent(stated -> faults.problem(stated.unlike(expected)));
    }
}
