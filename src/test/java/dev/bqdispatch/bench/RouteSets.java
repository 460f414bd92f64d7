package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** What it costs to match one event where routes, names or statements are of a harder kind. */
final class RouteSets implements Measurement {
    private static final List<RouteShape> OTHERS = List.of(
            RouteShape.RANDOM,
            RouteShape.SHARED_PREFIX,
            RouteShape.ALTERNATIONS,
            RouteShape.CASE_INSENSITIVE,
            RouteShape.NO_LITERAL);

    @Override
    public String name() {
        return "sets";
    }

    @Override
    public Found measure(Ground ground) throws RunnerException {
        int many = ground.effort().of(200, 10_000, 10_000);
        int most = ground.effort().of(500, 100_000, 100_000);
        List<Row> rows = new ArrayList<>();
        double few = nanos(ground, RouteShape.FEW_WITHOUT, many, "index", 500, 300);
        double scanned = nanos(ground, RouteShape.FEW_WITHOUT, many, "scan", 500, 300);
        rows.add(Row.held(
                name(),
                what(RouteShape.FEW_WITHOUT, many) + ", plain scan / index",
                Unit.RATIO,
                Bar.atLeast(50),
                scanned / few,
                ""));
        rows.add(Row.held(
                name(),
                what(RouteShape.RANDOM, most) + ", 50,000 different events",
                Unit.NANOS,
                Bar.atMost(1_000),
                nanos(ground, RouteShape.RANDOM, most, "index", ground.effort().of(500, 50_000, 50_000), 300),
                "cold: no event is seen twice before all others are"));
        rows.add(Row.held(
                name(),
                what(RouteShape.SOME_SOURCES, many) + ", 100 KB of SQL",
                Unit.NANOS,
                Bar.atMost(150_000),
                nanos(ground, RouteShape.SOME_SOURCES, many, "index", 100, 100_000),
                ""));
        for (RouteShape shape : ground.effort() == Effort.QUICK ? List.<RouteShape>of() : OTHERS) {
            double cost = nanos(ground, shape, many, "index", 500, 300);
            rows.add(Row.information(name(), what(shape, many), Unit.NANOS, cost, ""));
        }
        return Found.of(rows);
    }

    private static String what(RouteShape shape, int routes) {
        return String.format(Locale.ROOT, "one event, %,d routes, %s", routes, shape.words());
    }

    private static double nanos(Ground ground, RouteShape shape, int routes, String table, int events, int sql)
            throws RunnerException {
        ground.telling().now(String.format(Locale.ROOT, "%s of %,d routes, %s", table, routes, shape.words()));
        return new MicroBenchmark(MatchingBenchmark.class, "match")
                .with("table", table)
                .with("shape", shape.name())
                .with("routes", routes)
                .with("events", events)
                .with("sql", sql)
                .run(ground.effort())
                .nanos();
    }
}
