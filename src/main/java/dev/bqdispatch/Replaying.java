package dev.bqdispatch;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.cli.ReplayOrder;
import dev.bqdispatch.cli.ReplaySummary;
import dev.bqdispatch.cli.Startup;
import dev.bqdispatch.config.Settings;
import dev.bqdispatch.gcp.CallMeter;
import dev.bqdispatch.ingest.FlowVerticle;
import dev.bqdispatch.message.FindEntries;
import dev.bqdispatch.message.FoundEntries;
import dev.bqdispatch.message.ReplayAnswer;
import dev.bqdispatch.message.ReplayEntry;
import dev.bqdispatch.metric.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replays entries in a process of its own: the parts of the service but those that hear of new events. */
public final class Replaying {
    /** Replays at a time. */
    private static final int LANES = 8;
    /** What fails in passing is worth so many more tries than a single call. */
    private static final int FURTHER_TRIES = 4;

    private final Vertx vertx;
    private final Bus bus;
    private final Pace pace;
    private final ReplayOrder order;
    private final ReplaySummary summary;

    private Replaying(Vertx vertx, Bus bus, Pace pace, ReplayOrder order, ReplaySummary summary) {
        this.vertx = vertx;
        this.bus = bus;
        this.pace = pace;
        this.order = order;
        this.summary = summary;
    }

    /**
     * Replays what was ordered.
     *
     * @param env the environment, by name
     * @param watched whether {@code err} is a terminal
     * @return exit code
     * @throws IOException if there are no credentials
     */
    public static int run(
            Startup startup,
            Pace pace,
            Function<String, @Nullable String> env,
            ReplayOrder order,
            PrintWriter out,
            PrintWriter err,
            boolean watched)
            throws IOException {
        Vertx vertx = Vertx.vertx(Stages.vertxOptions());
        Settings settings = startup.settings();
        Metrics metrics = new Metrics(new SimpleMeterRegistry());
        Outside outside =
                Outside.open(startup.options(), settings, pace.clock(), pace.nanos(), CallMeter.of(metrics), env);
        try {
            Bus bus = new Bus(vertx, pace.leases().longest());
            Stages stages = new Stages(
                    bus,
                    metrics,
                    outside,
                    settings,
                    startup.loaded().configuration().rules(),
                    pace,
                    env);
            Deployed parts = new Deployed(vertx);
            ReplaySummary summary = new ReplaySummary(order, out, err, watched);
            Replaying replaying = new Replaying(vertx, bus, pace, order, summary);
            return stages.deploy(parts)
                    .compose(up -> parts.deploy(new FlowVerticle(bus)))
                    .compose(up -> stages.deployReplay(parts))
                    .compose(up -> replaying.all())
                    .map(done -> summary.end())
                    .await();
        } finally {
            outside.close();
            vertx.close().await();
        }
    }

    private Future<Void> all() {
        Future<FoundEntries> found = order.since().isPresent()
                ? bus.ask(Addresses.FAILED, new FindEntries(order.since().get()))
                : Future.succeededFuture(new FoundEntries.Some(order.urls()));
        return found.compose(entries -> {
            if (entries instanceof FoundEntries.None none) {
                return Future.failedFuture(new IllegalStateException(none.reason()));
            }
            List<String> urls = ((FoundEntries.Some) entries).urls();
            summary.begin(Math.min(urls.size(), order.limit()));
            Queue<String> left = new ConcurrentLinkedQueue<>(urls);
            AtomicInteger room = new AtomicInteger(order.limit());
            List<Future<Void>> lanes =
                    Stream.generate(() -> lane(left, room)).limit(LANES).toList();
            return Future.join(lanes).mapEmpty();
        });
    }

    /** One entry after the other, as long as there are any, and as many as may be. */
    private Future<Void> lane(Queue<String> left, AtomicInteger room) {
        String url = room.getAndDecrement() > 0 ? left.poll() : null;
        if (url == null) {
            return Future.succeededFuture();
        }
        return replay(url, 1).compose(answer -> {
            if (answer instanceof ReplayAnswer.PassedOver) {
                room.incrementAndGet();
            }
            summary.add(url, answer);
            return lane(left, room);
        });
    }

    private Future<ReplayAnswer> replay(String url, int tries) {
        return bus.ask(Addresses.REPLAY, new ReplayEntry(url, order.route(), order.dryRun()))
                .otherwise(
                        error -> new ReplayAnswer.Later("fault of the service: " + error.getMessage(), Duration.ZERO))
                .compose(answer -> {
                    boolean again = answer instanceof ReplayAnswer.Later
                            && tries < pace.patience().attempts() + FURTHER_TRIES;
                    return again
                            ? vertx.timer(delay(tries).toMillis(), TimeUnit.MILLISECONDS)
                                    .compose(rung -> replay(url, tries + 1))
                            : Future.succeededFuture(answer);
                });
    }

    /** Doubled each time; with jitter, since whatever failed may have failed for all lanes at once. */
    private Duration delay(int tries) {
        Duration bound = pace.patience().first().multipliedBy(1L << tries);
        Duration longest = pace.patience().longest();
        long millis = (bound.compareTo(longest) < 0 ? bound : longest).toMillis();
        return Duration.ofMillis(1 + millis / 2 + pace.random().nextLong(millis / 2 + 1));
    }
}
