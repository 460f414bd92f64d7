package dev.bqdispatch.bench;

import dev.bqdispatch.local.Counters;
import dev.bqdispatch.local.ServicePort;
import dev.bqdispatch.local.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packaged service under load. */
final class Serving implements AutoCloseable {
    private static final Duration GLANCE = Duration.ofMillis(2 * Watch.GLANCE_MS);
    private static final Duration STANDSTILL = Duration.ofMinutes(2);
    private static final int LAST_LINES = 10;

    /** Nobody listens there, and nobody is to be called. */
    private static final String NOWHERE = "http://127.0.0.1:9";

    private final Path config;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final ServiceProcess process;

    /**
     * Starts it.
     *
     * @param jvm options of the JVM
     * @param config the configuration itself
     * @param variables where Google is; whatever is not said is nowhere
     */
    Serving(Path jar, List<String> jvm, String config, Map<String, String> variables) throws IOException {
        // A variable has no room for many routes.
        this.config = Files.createTempFile("bqdispatch-bench", ".json");
        Files.writeString(this.config, config);
        Map<String, String> environment = new HashMap<>(Map.of(
                "CONFIG",
                this.config.toString(),
                "PUBSUB_TRANSPORT",
                "grpc",
                "STORAGE_EMULATOR_HOST",
                NOWHERE,
                "BIGQUERY_EMULATOR_HOST",
                NOWHERE,
                "KMS_EMULATOR_HOST",
                NOWHERE,
                "LOG_LEVEL",
                "WARN"));
        environment.putAll(variables);
        process = ServiceProcess.start(jar, jvm, ServicePort.anyFree(), environment, this::keep);
    }

    private void keep(String line) {
        synchronized (lastLines) {
            lastLines.add(line);
            if (lastLines.size() > LAST_LINES) {
                lastLines.remove();
            }
        }
    }

    private String lastWords() {
        synchronized (lastLines) {
            return String.join(" / ", lastLines);
        }
    }

    ProcessHandle handle() {
        return process.handle();
    }

    Optional<Counters> counters() {
        return process.get("/metrics").map(Counters::read);
    }

    /**
     * Looks at it until so many events have an outcome.
     *
     * @param outcome a label of {@code bqdispatch_events_total}
     * @throws IOException with its last words, if it ends before, or does nothing any more
     */
    Samples watch(String outcome, long all) throws IOException, InterruptedException {
        Samples samples = new Samples();
        long moved = System.nanoTime();
        while (samples.events() < all) {
            if (process.endsWithin(GLANCE) || System.nanoTime() - moved > STANDSTILL.toNanos()) {
                throw new IOException("the service stands still after " + samples.events() + " of " + all + " events: "
                        + lastWords());
            }
            long before = samples.events();
            counters()
                    .ifPresent(now ->
                            samples.add(new Samples.Sample(System.nanoTime(), now.outcome(outcome), cpuNanos())));
            moved = samples.events() == before ? moved : System.nanoTime();
        }
        return samples;
    }

    private long cpuNanos() {
        return process.handle().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    @Override
    public void close() throws IOException {
        process.end();
        Files.delete(config);
    }
}
