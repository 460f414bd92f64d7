package dev.bqdispatch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a process say how far it is, and others read it. */
final class Watch {
    static final long GLANCE_MS = 50;

    private static final Pattern LINE = Pattern.compile("at (?<nanos>-?\\d+) events (?<events>\\d+) cpu (?<cpu>\\d+)");

    private Watch() {}

    /** Prints a line now and then, until so many events are done. */
    static void until(long all, LongSupplier events) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long done = 0;
        while (done < all) {
            // Meant: one sample after each such time; whoever reads them reckons with the times that they name.
            Thread.sleep(GLANCE_MS);
            done = events.getAsLong();
            System.out.printf("at %d events %d cpu %d%n", System.nanoTime(), done, system.getProcessCpuTime());
        }
    }

    /** What such a line says; empty if it is another. */
    static Optional<Samples.Sample> read(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new Samples.Sample(
                        Long.parseLong(matcher.group("nanos")),
                        Long.parseLong(matcher.group("events")),
                        Long.parseLong(matcher.group("cpu"))))
                : Optional.empty();
    }
}
