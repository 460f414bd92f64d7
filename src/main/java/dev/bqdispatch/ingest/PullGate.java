package dev.bqdispatch.ingest;

import dev.bqdispatch.bus.Addresses;
import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.message.HealthChanged;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether messages are pulled. When the service's own ground gives way (its folders, its subscription) pulling pauses,
 * then a few messages at a time are tried, and it goes on when what was lost has been seen to work again. Where nothing
 * comes that could show it, a silence must do that is longer than what failed stays away.
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
    private Runnable disconnected = () -> {};
    private volatile State state = State.OPEN;
    private final Silence silence;
    private Lost lost = Lost.FOLDER;
    /** Whether what was lost has been seen to work since; what was on its way may show it during the pause. */
    private boolean shown;

    private int failures;
    private int trials;
    private long timer = -1;

    private enum State {
        OPEN,
        PAUSED,
        /** One pull of few messages at a time is allowed, to see whether the ground holds. */
        TRYING,
        SHUT
    }

    private enum Lost {
        FOLDER,
        PULL,
        ACKNOWLEDGEMENT
    }

    /**
     * How long nothing must fail, if nothing shows that it works.
     *
     * @param folder longer than an event stays away that failed for it
     * @param pull longer than an idle server keeps a pull waiting, twice
     * @param acknowledgement longer than one is sent again and again
     */
    record Silence(Duration folder, Duration pull, Duration acknowledgement) {
        static final Silence USUAL =
                new Silence(Duration.ofSeconds(15), Duration.ofSeconds(160), Duration.ofSeconds(30));
    }

    /** @param random from 0 to 1, so that replicas do not come back all at once */
    PullGate(Vertx vertx, Bus bus, DoubleSupplier random, Silence silence) {
        this.vertx = vertx;
        this.bus = bus;
        this.random = random;
        this.silence = silence;
    }

    /** Who is told when pulling may go on. */
    void onOpened(Runnable listener) {
        opened = listener;
    }

    /** Who is told when the subscription failed, and pulling has just paused. */
    void onDisconnected(Runnable listener) {
        disconnected = listener;
    }

    /** Safe to ask on any thread. */
    boolean pulling() {
        return state == State.OPEN || state == State.TRYING;
    }

    /** Whether messages are pulled as usual, and not only to see whether they can be. */
    boolean isOpen() {
        return state == State.OPEN;
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

    /** A pull brought messages: as a trial that is enough until one of them is settled. */
    void received() {
        trials = 0;
    }

    /** A message was settled, well or badly. */
    void settled() {
        if (state == State.TRYING && trials == 0) {
            trials = 1;
            opened.run();
        }
    }

    void pullFailed(Failure failure) {
        failed(Lost.PULL, SUBSCRIPTION, failure);
    }

    void acknowledgementFailed(Failure failure) {
        failed(Lost.ACKNOWLEDGEMENT, SUBSCRIPTION, failure);
    }

    void groundFailed(String place, Failure failure) {
        failed(Lost.FOLDER, place, failure);
    }

    /** The server answered a pull. */
    void pullAnswered() {
        holds(Lost.PULL);
    }

    /** The subscription took acknowledgements. */
    void acknowledged() {
        holds(Lost.ACKNOWLEDGEMENT);
    }

    /** An event came through that needed the service's folders. */
    void groundHolds() {
        holds(Lost.FOLDER);
    }

    private void holds(Lost what) {
        if (what != lost || state == State.SHUT) {
            return;
        }
        failures = 0;
        shown = true;
        if (state == State.TRYING) {
            open();
        }
    }

    /** For good: the service is about to end. */
    void close() {
        vertx.cancelTimer(timer);
        state = State.SHUT;
    }

    private void failed(Lost what, String place, Failure failure) {
        if (!pulling()) {
            return;
        }
        state = State.PAUSED;
        lost = what;
        shown = false;
        long longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(DOUBLINGS, failures++));
        long pause = longest / 2 + (long) (longest / 2.0 * random.getAsDouble());
        String reason = place + ": " + failure;
        LOG.atWarn().addKeyValue("pauseMs", pause).addKeyValue("reason", reason).log("pulling pauses");
        bus.announce(Addresses.HEALTH, new HealthChanged(PART, HealthChanged.State.DOWN, reason));
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(pause, over -> tryAgain(pause));
        if (what != Lost.FOLDER) {
            disconnected.run();
        }
    }

    private void tryAgain(long paused) {
        if (shown) {
            open();
            return;
        }
        state = State.TRYING;
        trials = 1;
        Duration quiet = switch (lost) {
            case FOLDER -> silence.folder();
            case PULL -> silence.pull();
            case ACKNOWLEDGEMENT -> silence.acknowledgement();
        };
        // The failures stay counted: if it fails after the silence, the next pause is the longer one.
        timer = vertx.setTimer(Math.max(paused, quiet.toMillis()), over -> open());
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
