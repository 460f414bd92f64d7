package dev.bqdispatch.bench;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JMH benchmark of this package, with parameters. */
final class MicroBenchmark {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Class<?> type;
    private final String method;
    private final Map<String, String> parameters = new LinkedHashMap<>();

    MicroBenchmark(Class<?> type, String method) {
        this.type = type;
        this.method = method;
    }

    MicroBenchmark with(String parameter, Object value) {
        parameters.put(parameter, value.toString());
        return this;
    }

    /**
     * What one operation costs, in the middle of all iterations.
     *
     * @param bytes of memory that it allocates
     */
    record Cost(double nanos, double bytes) {}

    /** Runs it; in a JVM of its own, if there is time for that. */
    Cost run(Effort effort) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(effort.iteration().toMillis());
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + type.getName().replace(".", "\\.") + "\\." + method + "$")
                .forks(effort.forks() ? 1 : 0)
                .warmupIterations(effort.warmups())
                .warmupTime(time)
                .measurementIterations(effort.iterations())
                .measurementTime(time)
                .shouldFailOnError(true)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        Collection<RunResult> results = new Runner(options.build()).run();
        RunResult result = results.iterator().next();
        return new Cost(result.getPrimaryResult().getStatistics().getPercentile(50), allocated(result));
    }

    private static double allocated(RunResult result) {
        for (String label : result.getSecondaryResults().keySet()) {
            if (label.endsWith(ALLOCATED)) {
                return result.getSecondaryResults().get(label).getScore();
            }
        }
        throw new IllegalStateException("JMH does not say what is allocated");
    }
}
