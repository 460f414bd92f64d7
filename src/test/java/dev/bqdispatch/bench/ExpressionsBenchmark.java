package dev.bqdispatch.bench;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.rule.Expressions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The text of an action is filled in from a job. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExpressionsBenchmark {
    private final CompletedJob job =
            new RouteSet(RouteShape.DISTINCT, 1).events(1, 0, 300).get(0);
    private final Expressions expressions = Expressions.of(job, "bquxjob_1", Map.of("day", "20260301"));

    @Benchmark
    public String expand() {
        return expressions.expand("gs://data/$DestTable/$day/$JobID-*.avro");
    }
}
