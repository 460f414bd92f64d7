package dev.bqdispatch.ingest;

import dev.bqdispatch.message.NotNow;
import dev.bqdispatch.message.Verdict;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what is held: acknowledged, given back, or left. Each releases the permit, and only the first counts. */
final class Settler {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

    private final GiveBackDelay delays;
    private final InFlight inFlight;
    private final Outbox outbox;
    private final PullGate gate;
    private final Metrics metrics;
    private final Clock clock;

    Settler(InFlight inFlight, GiveBackDelay delays, Outbox outbox, PullGate gate, Metrics metrics, Clock clock) {
        this.inFlight = inFlight;
        this.delays = delays;
        this.outbox = outbox;
        this.gate = gate;
        this.metrics = metrics;
        this.clock = clock;
    }

    void settle(Held held, Verdict verdict) {
        if (!inFlight.remove(held)) {
            return;
        }
        if (verdict instanceof Verdict.Done done) {
            outbox.acknowledge(held);
            delays.forget(held.message());
            metrics.count(Metric.EVENTS, done.outcome().word());
            if (done.outcome().onGround()) {
                // Not of every message: a histogram costs more than all else that is counted of one nothing waits for.
                metrics.time(Metric.EVENT_LAG, age(held));
                gate.groundHolds();
            }
        } else if (verdict instanceof Verdict.Later later) {
            comeBack(held, later.notNow());
        } else {
            throw new IllegalStateException("whoever brought an event has it kept before it is settled: " + verdict);
        }
        gate.settled();
        inFlight.tellIfEmpty();
    }

    /** Where Pub/Sub's clock is ahead of ours, nothing. */
    private Duration age(Held held) {
        Duration age = Duration.between(held.message().publishTime(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private void comeBack(Held held, NotNow notNow) {
        metrics.count(Metric.EVENTS, "given_back");
        metrics.count(Metric.GIVEN_BACK, notNow.why().name().toLowerCase(Locale.ROOT));
        // One that outlived its lease is left as it is: by then it may be somebody else's.
        if (!held.stopping()) {
            outbox.giveBack(held.ackId(), delays.seconds(held.message(), notNow));
        }
        LOG.atInfo()
                .addKeyValue("event", held.message().messageId())
                .addKeyValue("job", String.valueOf(held.job()))
                .addKeyValue("why", notNow.why().name())
                .addKeyValue("place", notNow.place())
                .addKeyValue("reason", notNow.failure().toString())
                .log("comes back later");
        if (notNow.why() == NotNow.Why.GROUND) {
            gate.groundFailed(notNow.place(), notNow.failure());
        }
    }
}
