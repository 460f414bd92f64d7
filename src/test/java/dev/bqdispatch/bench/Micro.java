package dev.bqdispatch.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** What single steps of an event's way cost; for information. */
final class Micro implements Measurement {
    private final String name;
    private final Map<String, MicroBenchmark> benchmarks;

    private Micro(String name, Map<String, MicroBenchmark> benchmarks) {
        this.name = name;
        this.benchmarks = new LinkedHashMap<>(benchmarks);
    }

    static Micro decoding() {
        Map<String, MicroBenchmark> all = new LinkedHashMap<>();
        all.put("an event of 3 KB, format A", decoding("A", Messages.USUAL));
        all.put("an event of 3 KB, format B", decoding("B", Messages.USUAL));
        all.put("an event of 100 KB, format A", decoding("A", 100_000));
        return new Micro("decoding", all);
    }

    private static MicroBenchmark decoding(String format, int size) {
        return new MicroBenchmark(DecodingBenchmark.class, "decode")
                .with("format", format)
                .with("size", size);
    }

    static Micro expressions() {
        return new Micro(
                "expressions",
                Map.of("a URL with three expressions", new MicroBenchmark(ExpressionsBenchmark.class, "expand")));
    }

    static Micro bus() {
        return new Micro(
                "bus",
                Map.of("a question and its answer, 1,000 at once", new MicroBenchmark(BusBenchmark.class, "hop")));
    }

    @Override
    public String name() {
        return name;
    }

    /** No bar hangs on it. */
    @Override
    public boolean isQuick() {
        return false;
    }

    @Override
    public Found measure(Ground ground) throws RunnerException {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, MicroBenchmark> one : benchmarks.entrySet()) {
            ground.telling().now(name + ", " + one.getKey());
            MicroBenchmark.Cost cost = one.getValue().run(ground.effort());
            rows.add(Row.information(name, one.getKey(), Unit.NANOS, cost.nanos(), ""));
            rows.add(Row.information(name, one.getKey() + ", allocated", Unit.BYTES, cost.bytes(), ""));
        }
        return Found.of(rows);
    }
}
