package dev.bqdispatch.local;

import dev.bqdispatch.fake.Gateway;
import dev.bqdispatch.fake.MessageSource;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lets the packaged service, with little memory, take all messages of a source, and tells how it went. */
final class Flood {
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final Duration STANDSTILL = Duration.ofMinutes(2);
    private static final int LAST_LINES = 20;

    private final Path jar;
    private final String heap;
    private final PrintStream out;
    private final Progress progress;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final HeapLog heapLog = new HeapLog();

    /** @param heap the JVM's, as in {@code -Xmx} */
    Flood(Path jar, String heap, boolean bar, PrintStream out) {
        this.jar = jar;
        this.heap = heap;
        this.out = out;
        this.progress = new Progress(out, bar, System::nanoTime);
    }

    /**
     * How it went.
     *
     * @param settled how many messages were acknowledged
     * @param counters at the end
     * @param exitCode of the process, told to end once all was done
     */
    record Outcome(int settled, Counters counters, HeapLog heap, int exitCode) {
        /** Messages that are done with, by the service's own count. */
        long done() {
            return counters.sum("bqdispatch_events_total") - counters.outcome("given_back");
        }
    }

    /**
     * Runs it.
     *
     * @param gateway the way to everything but the subscription
     * @param config the configuration itself
     */
    Outcome run(MessageSource source, Gateway gateway, String config) throws IOException, InterruptedException {
        gateway.calls().keepNone();
        Map<String, String> environment = Map.ofEntries(
                Map.entry("CONFIG", config),
                Map.entry("PUBSUB_TRANSPORT", "grpc"),
                Map.entry("PUBSUB_EMULATOR_HOST", source.host()),
                Map.entry("STORAGE_EMULATOR_HOST", gateway.url()),
                Map.entry("BIGQUERY_EMULATOR_HOST", gateway.url()),
                Map.entry("KMS_EMULATOR_HOST", gateway.url()),
                Map.entry("LOG_LEVEL", "ERROR"));
        int port = ServicePort.choose("0", false, out);
        try (ServiceProcess service =
                ServiceProcess.start(jar, List.of("-Xmx" + heap, HeapLog.OPTION), port, environment, this::read)) {
            boolean ended = follow(source, service);
            Counters counters = Counters.read(service.get("/metrics").orElse(""));
            service.end();
            if (ended || source.settled() < source.count()) {
                lastLines().forEach(line -> out.println("  | " + line));
            }
            return new Outcome(source.settled(), counters, heapLog, service.exitCode());
        }
    }

    private void read(String line) {
        if (!heapLog.read(line)) {
            synchronized (lastLines) {
                lastLines.add(line);
                if (lastLines.size() > LAST_LINES) {
                    lastLines.remove();
                }
            }
        }
    }

    private List<String> lastLines() {
        synchronized (lastLines) {
            return List.copyOf(lastLines);
        }
    }

    /** Returns when all is acknowledged, or the process has ended or does nothing any more; whether it has ended. */
    private boolean follow(MessageSource source, ServiceProcess service) throws InterruptedException {
        long moved = System.nanoTime();
        int settled = -1;
        boolean ended = false;
        while (!ended && settled < source.count() && System.nanoTime() - moved < STANDSTILL.toNanos()) {
            ended = service.endsWithin(GLANCE);
            int now = source.settled();
            if (now != settled) {
                moved = System.nanoTime();
                settled = now;
            }
            progress.tell(settled, source.count(), "messages settled", soFar(settled));
        }
        progress.end();
        awaitRest(service);
        return ended;
    }

    private String soFar(int settled) {
        long perSecond = settled * 1_000L / Math.max(1, progress.sofar().toMillis());
        return String.format(Locale.ROOT, "%,d/s, %d MB at most after a collection", perSecond, heapLog.peak());
    }

    /** What is acknowledged is counted a moment before or after. */
    private static void awaitRest(ServiceProcess service) throws InterruptedException {
        Optional<Counters> counters = service.get("/metrics").map(Counters::read);
        for (int i = 0; i < 20 && counters.isPresent() && counters.get().sum("bqdispatch_in_flight") > 0; i++) {
            if (service.endsWithin(GLANCE)) {
                return;
            }
            counters = service.get("/metrics").map(Counters::read);
        }
    }
}
