package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.RunnerException;

/** What it costs to match one event, against few routes and many. */
final class Matching implements Measurement {
    private static final List<Integer> SIZES = List.of(10, 100, 1_000, 10_000, 100_000);
    private static final int MANY = 10_000;

    @Override
    public String name() {
        return "matching";
    }

    @Override
    public Found measure(Ground ground) throws RunnerException {
        Curve index = curve("index", sizes(ground), ground);
        Curve scan = curve("scan", scanned(ground), ground);
        List<Row> rows = new ArrayList<>();
        List<Double> costs = index.points().stream().map(Curve.Point::nanos).toList();
        double least = costs.stream().min(Double::compare).orElseThrow();
        double most = costs.stream().max(Double::compare).orElseThrow();
        String sizes = String.format(
                Locale.ROOT, "from %,d to %,d routes", sizes(ground).get(0), last(ground));
        rows.add(Row.held(name(), "dearest / cheapest, " + sizes, Unit.RATIO, Bar.atMost(2), most / least, ""));
        rows.add(Row.held(
                name(), "10,000 routes / 10 routes", Unit.RATIO, Bar.atMost(2), at(index, MANY) / costs.get(0), ""));
        rows.add(Row.held(name(), "one event, hot, the dearest of these", Unit.NANOS, Bar.atMost(150), most, ""));
        index.points().forEach(point -> rows.add(plain("index", point)));
        scan.points().forEach(point -> rows.add(plain("plain scan", point)));
        return new Found(rows, List.of(index, scan));
    }

    private Row plain(String table, Curve.Point point) {
        String what = String.format(Locale.ROOT, "one event, %s, %,d routes", table, point.routes());
        return Row.information(name(), what, Unit.NANOS, point.nanos(), "");
    }

    private static double at(Curve curve, int routes) {
        return curve.points().stream()
                .filter(point -> point.routes() == routes)
                .findFirst()
                .orElse(curve.points().get(curve.points().size() - 1))
                .nanos();
    }

    private static List<Integer> sizes(Ground ground) {
        return ground.effort() == Effort.SMOKE ? SIZES.subList(0, 3) : SIZES;
    }

    private static int last(Ground ground) {
        return sizes(ground).get(sizes(ground).size() - 1);
    }

    /** A scan of many routes takes a while, and no bar hangs on it. */
    private static List<Integer> scanned(Ground ground) {
        return ground.effort() == Effort.QUICK ? SIZES.subList(0, 3) : sizes(ground);
    }

    private Curve curve(String table, List<Integer> sizes, Ground ground) throws RunnerException {
        List<Curve.Point> points = new ArrayList<>();
        for (int size : sizes) {
            ground.telling().now(String.format(Locale.ROOT, "matching, %s of %,d routes", table, size));
            MicroBenchmark.Cost cost = new MicroBenchmark(MatchingBenchmark.class, "match")
                    .with("table", table)
                    .with("routes", size)
                    .run(ground.effort());
            points.add(new Curve.Point(size, cost.nanos()));
        }
        return new Curve(table.equals("scan") ? "plain scan" : table, points);
    }
}
