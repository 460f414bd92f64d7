package dev.bqdispatch.bench;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.match.RouteTable;
import dev.bqdispatch.rule.Route;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Builds the table of many routes again and again; a process of its own, so that the heap holds nothing else. */
final class BuildProbe {
    private static final int EVENTS = 2_000;
    private static final int COLLECTIONS = 3;

    private BuildProbe() {}

    /** Arguments: how many routes, and how often. Prints {@code millis M tableBytes T allBytes A}, the bytes per route. */
    public static void main(String[] args) {
        int routes = Integer.parseInt(args[0]);
        RouteSet set = new RouteSet(RouteShape.DISTINCT, routes);
        List<CompletedJob> events = set.events(EVENTS, MatchingBenchmark.UNMATCHED, 300);
        long empty = used();
        List<Route> all = set.routes();
        long read = used();
        List<Double> millis = new ArrayList<>();
        RouteTable table = RouteTable.of(all);
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            long began = System.nanoTime();
            table = RouteTable.of(all);
            millis.add((System.nanoTime() - began) / 1e6);
        }
        // What is made only when it is needed counts too.
        long matched = 0;
        for (CompletedJob event : events) {
            matched += table.first(event).isPresent() ? 1 : 0;
        }
        long built = used();
        System.out.printf(
                "millis %.3f tableBytes %d allBytes %d of %d routes, %d events matched%n",
                Medians.of(millis), (built - read) / routes, (built - empty) / routes, all.size(), matched);
        // Until here they are not to be collected.
        System.out.println(table.first(events.get(0)).isPresent() + " " + all.size());
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
