package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.metric.Metric;
import dev.bqdispatch.metric.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ingest, put together; for an event loop. The subscription stays its owner's, who closes it after the drain. */
public final class IngestVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(IngestVerticle.class);

    private final IngestSettings settings;
    private final Subscription subscription;
    private final Bus bus;
    private final Metrics metrics;
    private final Clock clock;
    private final DoubleSupplier random;

    private final GiveBackDelay delays = new GiveBackDelay();
    private final InFlight inFlight;
    private final Permits permits;
    private final EventFlow flow;
    private final HeldBytes bytes;
    private final Workload workload;
    private final MessageReader reader;

    @SuppressWarnings("NullAway.Init") // at start, which knows the Vertx
    private PullGate gate;

    @SuppressWarnings("NullAway.Init")
    private Outbox outbox;

    @SuppressWarnings("NullAway.Init")
    private Settler settler;

    @SuppressWarnings("NullAway.Init")
    private LeaseKeeper leases;

    @SuppressWarnings("NullAway.Init")
    private Drain drain;

    @SuppressWarnings("NullAway.Init")
    private BacklogWatch backlog;

    /** @param random from 0 to 1, for back-off */
    public IngestVerticle(
            IngestSettings settings,
            Subscription subscription,
            Bus bus,
            Metrics metrics,
            Clock clock,
            DoubleSupplier random) {
        this.settings = settings;
        this.subscription = subscription;
        this.bus = bus;
        this.metrics = metrics;
        this.clock = clock;
        this.random = random;
        permits = new Permits(settings.maxInFlight());
        bytes = new HeldBytes(settings.memory().held());
        workload = new Workload(settings.memory().worked());
        inFlight = new InFlight(permits);
        flow = new EventFlow(bus);
        reader = new MessageReader(flow, delays, metrics);
    }

    @Override
    public Future<?> start() {
        gate = new PullGate(vertx, bus, random, PullGate.Silence.USUAL);
        outbox = new Outbox(vertx, subscription, gate, clock);
        settler = new Settler(inFlight, delays, outbox, gate, metrics, clock);
        leases = new LeaseKeeper(settings.leases(), subscription, inFlight, bus, metrics, clock);
        Puller puller = new Puller(vertx, subscription, settings, permits, bytes, gate, System::nanoTime, this::take);
        PullWatch watch = new PullWatch(vertx, subscription, gate, puller);
        gate.onDisconnected(() -> reconnect(puller, watch));
        drain = new Drain(vertx, bus, gate, inFlight, settler, outbox, puller, System::nanoTime);
        backlog = new BacklogWatch(clock, puller, gate);
        show(puller);
        vertx.setPeriodic(settings.leases().tick().toMillis(), timer -> leases.tick());
        return bus.serve(Addresses.BACKLOG, question -> Future.succeededFuture(backlog.ask(question.within())))
                .compose(served -> bus.serve(Addresses.CARRY, question -> flow.carry(question, gate::shut)))
                .onSuccess(served -> {
                    watch.begin();
                    puller.pump();
                    gate.announceUp();
                });
    }

    /** At once, and not only when pulling goes on: what is held is to be acknowledged, and its leases extended. */
    private void reconnect(Puller puller, PullWatch watch) {
        metrics.count(Metric.PULL_RESTARTS);
        puller.reconnected();
        watch.reconnected();
        subscription
                .reconnect()
                .onFailure(error -> LOG.atWarn()
                        .addKeyValue("reason", error.getMessage())
                        .log("no new connections to the subscription; the old ones stay"));
    }

    private void show(Puller puller) {
        metrics.show(Metric.IN_FLIGHT, inFlight::count);
        metrics.show(Metric.OLDEST_AGE, () -> leases.oldestAge().toMillis() / 1_000.0);
        metrics.show(Metric.PERMITS, settings::maxInFlight);
        metrics.show(Metric.PERMITS_FREE, permits::free);
        metrics.show(Metric.PULLS, puller::outstanding);
        metrics.show(Metric.PULLING, () -> gate.pulling() ? 1 : 0);
    }

    /**
     * Stops pulling at once, tells plans to stop at their next step, and gives back what has not ended in time. Callable
     * from any thread and more than once; only the first timeout counts.
     *
     * @return ends when the subscription has been told of everything
     */
    public Future<Void> drain(Duration timeout) {
        Promise<Void> drained = Promise.promise();
        context.runOnContext(any -> drain.begin(timeout).onComplete(drained));
        return drained.future();
    }

    @Override
    public Future<?> stop() {
        return drain.begin(Duration.ZERO);
    }

    private void take(List<ReceivedMessage> messages) {
        Haul haul = new Haul(messages.size(), outbox::send);
        for (ReceivedMessage message : messages) {
            metrics.count(Metric.RECEIVED);
            backlog.came(message, delays.cameBefore(message));
            if (gate.shut()) {
                // Its permit is not given back: there is nothing left to pull for.
                outbox.giveBack(message.ackId(), 0);
            } else {
                hold(message, haul);
            }
        }
    }

    private void hold(ReceivedMessage message, Haul haul) {
        Held held = leases.hold(message);
        long size = message.size();
        bytes.take(size);
        workload.add(
                reader.size(message),
                () -> reader.read(held, () -> held.stopping() || gate.shut()).onSuccess(verdict -> {
                    bytes.release(size);
                    settler.settle(held, verdict);
                    haul.settled();
                }));
    }
}
