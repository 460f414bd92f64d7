package dev.bqdispatch.bench;

import dev.bqdispatch.fake.EventFormat;
import dev.bqdispatch.fake.FakeWorld;
import dev.bqdispatch.fake.Gateway;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A new configuration of 10,000 routes is taken while events come: none may wait for it. */
final class Reload implements Measurement {
    private static final String CONFIG = "gs://ops/bqdispatch.json";
    private static final Bar BAR = Bar.atMost(50);
    private static final long AFTER_MS = 500;
    private static final int MIN_QUIET = 4;

    private final Clock clock;

    Reload(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "reload";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        byte[] event = Messages.query("bquxjob_1", "acme:shop.orders", EventFormat.A, Messages.USUAL);
        try (FakeWorld world = new FakeWorld();
                Gateway gateway = Gateway.to(world);
                PacedSource source = new PacedSource(event, clock.instant())) {
            world.storage().createBucket("ops");
            int routes = ground.effort().of(50, 10_000, 10_000);
            world.storage().put(CONFIG, config(routes));
            Map<String, String> where = Map.of(
                    "CONFIG", CONFIG, "PUBSUB_EMULATOR_HOST", source.host(), "STORAGE_EMULATOR_HOST", gateway.url());
            try (Serving serving = new Serving(ground.jar(), List.of(), "", where)) {
                return Found.of(rows(ground, world, source, serving, routes));
            }
        }
    }

    private List<Row> rows(Ground ground, FakeWorld world, PacedSource source, Serving serving, int routes)
            throws IOException, InterruptedException {
        ground.telling().now("reload, warming up");
        await(serving, routes);
        Glances.until(() -> !source.held().isEmpty(), "no event is acknowledged");
        // Made before: what this process does meanwhile would be measured too.
        List<String> versions = List.of(config(routes), config(routes + 1));
        // The first versions are read by code that is still interpreted; a service that is up for a day has seen some.
        int warm = ground.effort().of(0, 2, 10);
        int counted = ground.effort().of(1, 3, 20);
        List<Double> held = new ArrayList<>();
        for (int i = 1; i <= warm + counted; i++) {
            ground.telling().now("reload " + i + " of " + (warm + counted));
            if (i == warm + 1) {
                source.held();
            }
            world.storage().put(CONFIG, versions.get(i % 2));
            await(serving, routes + i % 2);
            // Meant: what is measured is what happens to the events in this time.
            Thread.sleep(AFTER_MS);
            if (i > warm) {
                held.addAll(source.held());
            }
        }
        // Meant too: what happens in as much time when nothing is reloaded.
        Thread.sleep(Math.max(MIN_QUIET, counted) * AFTER_MS);
        double quiet = most(source.held());
        String what = String.format(Locale.ROOT, "longest time an event is held while %,d routes are reloaded", routes);
        String note = String.format(
                Locale.ROOT, "%d reloads, %,d events at %,d/s", counted, held.size(), PacedSource.perSecond());
        return List.of(
                Row.held(name(), what, Unit.MILLIS, BAR, most(held), note),
                Row.information(
                        name(), "usual time that an event is held during that", Unit.MILLIS, Medians.of(held), note),
                Row.information(name(), "longest time without a reload", Unit.MILLIS, quiet, ""));
    }

    private static double most(List<Double> held) throws IOException {
        return held.stream()
                .max(Double::compare)
                .orElseThrow(() -> new IOException("no event was acknowledged meanwhile"));
    }

    private static String config(int routes) {
        return Configurations.with(new RouteSet(RouteShape.DISTINCT, routes).json(), ", \"CheckInMs\": 500");
    }

    private static void await(Serving serving, int routes) throws IOException, InterruptedException {
        Glances.until(
                () -> serving.counters()
                        .filter(now -> now.sum("bqdispatch_config_routes") == routes)
                        .isPresent(),
                "the configuration of " + routes + " routes is not taken");
    }
}
