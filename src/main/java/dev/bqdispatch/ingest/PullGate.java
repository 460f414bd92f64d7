package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.message.HealthChanged;
import io.vertx.core.Vertx;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether messages are pulled. When the service's own ground gives way (its folders, its subscription) pulling pauses,
 * tries a few messages after a while, and goes on when they came through or nothing failed for as long again.
 */
final class PullGate {
    private static final Logger LOG = LoggerFactory.getLogger(PullGate.class);
    private static final String PART = "ingest";
    private static final String SUBSCRIPTION = "the subscription";
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    private static final int DOUBLINGS = 6;
    private static final int FEW = 5;

    private final Vertx vertx;
    private final Bus bus;
    private final DoubleSupplier random;
    private Runnable opened = () -> {};
    private volatile State state = State.OPEN;
    private boolean subscriptionLost;
    private int failures;
    private int trials;
    private long timer = -1;

    private enum State {
        OPEN,
        PAUSED,
        /** One pull of few messages is allowed, to see whether the ground holds. */
        TRYING,
        SHUT
    }

    /** @param random from 0 to 1, so that replicas do not come back all at once */
    PullGate(Vertx vertx, Bus bus, DoubleSupplier random) {
        this.vertx = vertx;
        this.bus = bus;
        this.random = random;
    }

    /** Who is told when pulling may go on. */
    void onOpened(Runnable listener) {
        opened = listener;
    }

    /** Safe to ask on any thread. */
    boolean pulling() {
        return state == State.OPEN || state == State.TRYING;
    }

    boolean shut() {
        return state == State.SHUT;
    }

    /** How many pulls may be outstanding, where usually {@code usual} may. */
    int pulls(int usual) {
        return switch (state) {
            case OPEN -> usual;
            case TRYING -> trials;
            case PAUSED, SHUT -> 0;
        };
    }

    /** How many messages a pull may ask for, where usually it asks for {@code usual}. */
    int most(int usual) {
        return state == State.TRYING ? Math.min(FEW, usual) : usual;
    }

    void announceUp() {
        bus.announce(Addresses.HEALTH, new HealthChanged(PART, HealthChanged.State.UP, ""));
    }

    /** A pull brought messages: as a trial that is enough for now. */
    void received() {
        trials = 0;
    }

    void subscriptionFailed(Failure failure) {
        failed(SUBSCRIPTION, failure, true);
    }

    void groundFailed(String place, Failure failure) {
        failed(place, failure, false);
    }

    /** An event came through that needed the service's folders. */
    void groundHolds() {
        holds(!subscriptionLost);
    }

    /** The subscription took acknowledgements. */
    void subscriptionHolds() {
        holds(subscriptionLost);
    }

    private void holds(boolean whatWasLost) {
        if (!whatWasLost || !pulling()) {
            return;
        }
        failures = 0;
        if (state == State.TRYING) {
            open();
        }
    }

    /** For good: the service is about to end. */
    void close() {
        vertx.cancelTimer(timer);
        state = State.SHUT;
    }

    private void failed(String place, Failure failure, boolean subscription) {
        if (!pulling()) {
            return;
        }
        state = State.PAUSED;
        subscriptionLost = subscription;
        long longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(DOUBLINGS, failures++));
        long pause = longest / 2 + (long) (longest / 2.0 * random.getAsDouble());
        String reason = place + ": " + failure;
        LOG.atWarn().addKeyValue("pauseMs", pause).addKeyValue("reason", reason).log("pulling pauses");
        bus.announce(Addresses.HEALTH, new HealthChanged(PART, HealthChanged.State.DOWN, reason));
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(pause, over -> tryAgain(pause));
    }

    private void tryAgain(long paused) {
        state = State.TRYING;
        trials = 1;
        // Silence shows nothing: if it fails again, the next pause is the longer one.
        timer = vertx.setTimer(paused, over -> open());
        opened.run();
    }

    private void open() {
        vertx.cancelTimer(timer);
        state = State.OPEN;
        LOG.info("pulling goes on");
        announceUp();
        opened.run();
    }
}
