package dev.bqdispatch.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a new table of routes costs: time to build it, and heap. */
final class Rebuild implements Measurement {
    private static final Pattern LINE =
            Pattern.compile("millis (?<millis>[0-9.]+) tableBytes (?<table>-?\\d+) allBytes (?<all>-?\\d+) .*");

    @Override
    public String name() {
        return "rebuild";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        int many = ground.effort().of(200, 10_000, 10_000);
        int most = ground.effort().of(500, 100_000, 100_000);
        Matcher small = probe(ground, many, ground.effort().of(2, 20, 50));
        Matcher large = probe(ground, most, ground.effort().of(2, 3, 11));
        String warm = "median, warm";
        return Found.of(List.of(
                Row.held(name(), what(many), Unit.MILLIS, Bar.atMost(100), number(small, "millis"), warm),
                Row.held(name(), what(most), Unit.MILLIS, Bar.atMost(1_500), number(large, "millis"), warm),
                Row.held(
                        name(),
                        String.format(Locale.ROOT, "heap per route of the table, %,d routes", most),
                        Unit.BYTES,
                        Bar.atMost(1_024),
                        number(large, "table"),
                        "after it has matched events"),
                Row.information(
                        name(),
                        String.format(Locale.ROOT, "heap per route with the route itself, %,d routes", most),
                        Unit.BYTES,
                        number(large, "all"),
                        "as read from the configuration, with its plan")));
    }

    private static String what(int routes) {
        return String.format(Locale.ROOT, "building the table of %,d routes", routes);
    }

    private static double number(Matcher line, String group) {
        return Double.parseDouble(line.group(group));
    }

    private static Matcher probe(Ground ground, int routes, int times) throws IOException, InterruptedException {
        ground.telling().now(String.format(Locale.ROOT, "rebuild of %,d routes", routes));
        List<Matcher> found = new ArrayList<>();
        Fork.run(BuildProbe.class, List.of(), List.of(Integer.toString(routes), Integer.toString(times)), line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                found.add(matcher);
            }
        });
        return found.get(0);
    }
}
