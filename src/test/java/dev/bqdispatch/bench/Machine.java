package dev.bqdispatch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Where values come from: without it they say nothing.
 *
 * @param memory in GB
 * @param load how many threads wanted a core during the last minute; negative if the system does not say
 */
record Machine(String processor, int cores, double memory, String system, String java, double load) {
    private static final double GIGABYTE = 1 << 30;

    /** Nothing of this run, which has not begun. */
    private static final double BUSY = 1;

    static Machine here() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                processor(Path.of("/proc/cpuinfo")),
                Runtime.getRuntime().availableProcessors(),
                system.getTotalMemorySize() / GIGABYTE,
                system.getName() + " " + system.getArch(),
                System.getProperty("java.vendor.version", System.getProperty("java.vendor")) + " " + Runtime.version(),
                system.getSystemLoadAverage());
    }

    /** Where the system does not say which processor it has, its kind must do. */
    static String processor(Path cpuInfo) {
        try {
            return Files.readAllLines(cpuInfo).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GB, %s, Java %s%s",
                processor,
                cores,
                memory,
                system,
                java,
                load < BUSY ? "" : String.format(Locale.ROOT, " (BUSY: load %.1f before the run)", load));
    }
}
