package dev.bqdispatch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bqdispatch.local.ServicePort;
import dev.bqdispatch.local.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the start of the process to its first pull. */
final class Start implements Measurement {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final Bar BAR = Bar.atMost(2_000);
    private static final Bar CACHE_BAR = Bar.atMost(1_000);
    private static final int FIRST_WITH_CACHE = 25;
    private static final String NOWHERE = "http://127.0.0.1:9";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        Jdk current = Jdk.current();
        rows.add(Row.held(
                name(), what(current, ""), Unit.MILLIS, BAR, median(current, List.of(), ground), note(ground)));
        Optional<Jdk> newer = Jdk.newer(JDKS);
        if (newer.isPresent() && ground.effort() != Effort.QUICK) {
            Jdk jdk = newer.get();
            rows.add(Row.information(name(), what(jdk, ""), Unit.MILLIS, median(jdk, List.of(), ground), note(ground)));
        }
        rows.add(cached(newer.orElse(current), ground));
        return Found.of(rows);
    }

    private Row cached(Jdk jdk, Ground ground) throws IOException, InterruptedException {
        String what = what(jdk, " with a cache");
        if (jdk.feature() < FIRST_WITH_CACHE) {
            return Row.missing(name(), what, Unit.MILLIS, CACHE_BAR, "there is no JDK of 25 or newer");
        }
        ground.telling().now("start, the cache");
        Path folder = Files.createTempDirectory("bqdispatch-bench");
        Path cache = folder.resolve("bqdispatch.aot");
        try {
            String wrong = train(jdk, ground.jar(), cache);
            return wrong.isEmpty()
                    ? Row.held(
                            name(),
                            what,
                            Unit.MILLIS,
                            CACHE_BAR,
                            median(jdk, List.of("-XX:AOTCache=" + cache), ground),
                            note(ground))
                    : Row.missing(name(), what, Unit.MILLIS, CACHE_BAR, wrong);
        } finally {
            Files.deleteIfExists(cache);
            Files.delete(folder);
        }
    }

    /** Makes a cache as the image has one; gives what went wrong, empty if nothing did. */
    static String train(Jdk jdk, Path jar, Path cache) throws IOException, InterruptedException {
        String script = System.getProperty("bqdispatch.scripts", "scripts") + "/aot.sh";
        ProcessBuilder training = new ProcessBuilder(
                        script, jdk.home().resolve("bin/java").toString(), jar.toString(), cache.toString())
                .redirectErrorStream(true);
        training.environment().put("PORT", Integer.toString(ServicePort.anyFree()));
        Process process = training.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return process.waitFor() == 0 ? "" : output.lines().reduce(script + " failed", (first, last) -> last);
    }

    private static String what(Jdk jdk, String more) {
        return "process start to first pull, JDK " + jdk.feature() + more;
    }

    private static String note(Ground ground) {
        return "median of " + runs(ground) + " starts";
    }

    private static int runs(Ground ground) {
        return ground.effort().of(1, 2, 11);
    }

    /** In ms. */
    private static double median(Jdk jdk, List<String> options, Ground ground)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < runs(ground); i++) {
            ground.telling().now("start " + (i + 1) + " on JDK " + jdk.feature());
            millis.add(once(jdk, options, ground.jar()));
        }
        return Medians.of(millis);
    }

    private static double once(Jdk jdk, List<String> options, Path jar) throws IOException, InterruptedException {
        try (FirstPull subscription = new FirstPull()) {
            Map<String, String> environment = Map.of(
                    "CONFIG", Configurations.with("[]", ", \"DrainTimeoutMs\": 0"),
                    "PUBSUB_EMULATOR_HOST", subscription.host(),
                    "STORAGE_EMULATOR_HOST", NOWHERE,
                    "BIGQUERY_EMULATOR_HOST", NOWHERE,
                    "KMS_EMULATOR_HOST", NOWHERE);
            long began = System.nanoTime();
            ServiceProcess process =
                    ServiceProcess.start(jdk.home(), jar, options, ServicePort.anyFree(), environment, line -> {});
            try {
                return (subscription.await() - began) / 1e6;
            } finally {
                process.end();
            }
        }
    }
}
