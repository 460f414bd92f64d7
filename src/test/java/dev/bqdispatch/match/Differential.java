package dev.bqdispatch.match;

import dev.bqdispatch.job.CompletedJob;
import dev.bqdispatch.rule.Route;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks a table and the plain scan the same about made-up routes and jobs. */
final class Differential {
    private static final int JOBS = 50;

    private final Function<List<Route>, RouteTable> tables;
    private long pairs;
    private long matched;

    /** @param tables makes the table that is tested */
    Differential(Function<List<Route>, RouteTable> tables) {
        this.tables = tables;
    }

    /**
     * Goes on until an answer differs, or so many pairs of a job and a route were compared.
     *
     * @param seed the same seed makes the same
     * @return what differs; empty if nothing does
     */
    Optional<String> compare(long seed, long atLeast) {
        for (long table = seed << 32; pairs < atLeast; table++) {
            Optional<String> difference = compare(table);
            if (difference.isPresent()) {
                return difference;
            }
        }
        return Optional.empty();
    }

    private Optional<String> compare(long seed) {
        RandomTable random = new RandomTable(seed);
        RouteTable scan = new RouteScan(random.routes());
        RouteTable tested = tables.apply(random.routes());
        for (int i = 0; i < JOBS; i++) {
            pairs += random.routes().size();
            boolean cut = i % 5 == 4;
            CompletedJob job = random.job(cut ? random.gaps() : Set.of());
            Object expected = cut ? scan.answer(job) : scan.first(job);
            Object answer = cut ? tested.answer(job) : tested.first(job);
            matched += expected instanceof Optional<?> found && found.isPresent() ? 1 : 0;
            if (!expected.equals(answer)) {
                return Optional.of("seed " + seed + ", " + job + "\n  of " + shown(random.routes()) + "\n  expected "
                        + expected + "\n  but was " + answer);
            }
        }
        return Optional.empty();
    }

    private static String shown(List<Route> routes) {
        return routes.stream()
                .map(route -> "\n    " + route.label() + " " + route.when())
                .collect(Collectors.joining());
    }

    /** How many of the jobs were taken. */
    long matched() {
        return matched;
    }
}
