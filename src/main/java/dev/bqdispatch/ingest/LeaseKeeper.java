package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.message.StopPlan;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Extends the lease of what is held, and has plans stopped that take too long. */
final class LeaseKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

    private final LeaseTimes times;
    private final Subscription subscription;
    private final InFlight inFlight;
    private final Bus bus;
    private final Metrics metrics;
    private final Clock clock;
    // Read by whoever looks at the metrics, on whatever thread.
    private volatile @Nullable Instant oldest;

    LeaseKeeper(LeaseTimes times, Subscription subscription, InFlight inFlight, Bus bus, Metrics metrics, Clock clock) {
        this.times = times;
        this.subscription = subscription;
        this.inFlight = inFlight;
        this.bus = bus;
        this.metrics = metrics;
        this.clock = clock;
    }

    Held hold(ReceivedMessage message) {
        Held held = new Held(message, clock.instant(), times.first());
        inFlight.add(held);
        return held;
    }

    /** Looks after every lease; what could not be extended is tried again next time. */
    void tick() {
        Instant now = clock.instant();
        List<Held> due = new ArrayList<>();
        Instant first = null;
        for (Held held : inFlight.all()) {
            Instant published = held.message().publishTime();
            first = first == null || published.isBefore(first) ? published : first;
            if (held.lost(now)) {
                metrics.count(Metric.LEASES_LOST);
            }
            if (!now.isBefore(held.since().plus(times.longest()))) {
                stop(held);
            }
            if (held.wantsRenewal(now)) {
                due.add(held);
            }
        }
        oldest = first;
        Batches.of(due, Held::ackId).forEach(batch -> renew(batch, now));
    }

    /** How old, since its publishing, the oldest message was at the last look that is held; zero if none was. */
    Duration oldestAge() {
        Instant published = oldest;
        Duration age = published == null || inFlight.count() == 0
                ? Duration.ZERO
                : Duration.between(published, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Said at every tick until the plan has stopped: the first time may have come before the plan began. Meanwhile the
     * lease is kept, so that nobody else starts what we have not stopped yet.
     */
    private void stop(Held held) {
        JobRef job = held.job();
        if (!held.stopping()) {
            held.stop();
            LOG.atWarn()
                    .addKeyValue("event", held.message().messageId())
                    .addKeyValue("job", String.valueOf(job))
                    .log("takes longer than a lease may last, and is told to stop");
        }
        if (job != null) {
            bus.announce(Addresses.STOP, new StopPlan(job));
        }
    }

    private void renew(List<Held> batch, Instant asked) {
        batch.forEach(Held::renewing);
        subscription
                .modifyDeadline(batch.stream().map(Held::ackId).toList(), (int)
                        times.extension().toSeconds())
                .onSuccess(done -> {
                    batch.forEach(held -> held.renewed(asked, times.extension()));
                    metrics.add(Metric.LEASES_EXTENDED, batch.size());
                })
                .onFailure(error -> {
                    batch.forEach(Held::notRenewed);
                    LOG.atWarn()
                            .addKeyValue("messages", batch.size())
                            .addKeyValue("reason", error.getMessage())
                            .log("leases could not be extended");
                });
    }
}
