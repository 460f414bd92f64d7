package dev.bqdispatch.bench;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.match.RouteScan;
import dev.bqdispatch.match.RouteTable;
import dev.bqdispatch.rule.Route;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One event after the other is matched, nine of ten of them in vain. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchingBenchmark {
    static final double UNMATCHED = 0.9;

    /** {@code index}, what the service uses, or {@code scan}. */
    @Param("index")
    @SuppressWarnings("NullAway.Init") // set by JMH
    public String table;

    @Param("DISTINCT")
    @SuppressWarnings("NullAway.Init")
    public String shape;

    @Param("10")
    public int routes;

    /** Few are hot: after the first round nothing about them is new. */
    @Param("500")
    public int events;

    /** Characters of SQL in each event. */
    @Param("300")
    public int sql;

    @SuppressWarnings("NullAway.Init")
    private RouteTable matcher;

    private CompletedJob[] jobs = {};
    private int next;

    @Setup
    public void prepare() {
        RouteSet set = new RouteSet(RouteShape.valueOf(shape), routes);
        List<Route> all = set.routes();
        matcher = table.equals("scan") ? new RouteScan(all) : RouteTable.of(all);
        jobs = set.events(events, UNMATCHED, sql).toArray(CompletedJob[]::new);
    }

    @Benchmark
    public Optional<RouteTable.Match> match() {
        next = next + 1 == jobs.length ? 0 : next + 1;
        return matcher.first(jobs[next]);
    }
}
