package dev.bqdispatch.bench;

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
    private static final Bar ARCHIVE_BAR = Bar.atMost(1_000);
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
        if (newer.isPresent()) {
            Jdk jdk = newer.get();
            rows.add(Row.information(name(), what(jdk, ""), Unit.MILLIS, median(jdk, List.of(), ground), note(ground)));
        }
        rows.add(archived(newer.orElse(current), ground));
        return Found.of(rows);
    }

    private Row archived(Jdk jdk, Ground ground) throws IOException, InterruptedException {
        String what = what(jdk, " and an archive of classes");
        Optional<String> option = archive(ground.jar());
        return option.isEmpty()
                ? Row.missing(name(), what, Unit.MILLIS, ARCHIVE_BAR, "there is no archive beside the jar")
                : Row.held(
                        name(),
                        what,
                        Unit.MILLIS,
                        ARCHIVE_BAR,
                        median(jdk, List.of(option.get()), ground),
                        note(ground));
    }

    /** What makes a JVM use the archive that was made of a jar; empty if none was. */
    static Optional<String> archive(Path jar) {
        String stem = jar.toString().replaceAll("\\.jar$", "");
        if (Files.isRegularFile(Path.of(stem + ".aot"))) {
            return Optional.of("-XX:AOTCache=" + stem + ".aot");
        }
        return Files.isRegularFile(Path.of(stem + ".jsa"))
                ? Optional.of("-XX:SharedArchiveFile=" + stem + ".jsa")
                : Optional.empty();
    }

    private static String what(Jdk jdk, String more) {
        return "process start to first pull, JDK " + jdk.feature() + more;
    }

    private static String note(Ground ground) {
        return "median of " + runs(ground) + " starts";
    }

    private static int runs(Ground ground) {
        return ground.effort().of(1, 3, 11);
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
