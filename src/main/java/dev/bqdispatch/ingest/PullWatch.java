package dev.bqdispatch.ingest;

import dev.bqdispatch.fault.Failure;
import io.vertx.core.Vertx;

/**
 * Tells a quiet subscription from a server that has fallen silent, and from pulls that bring nothing although there is
 * something. A pull that waits says neither, and cutting it short would lose for a while what it is just being given. So
 * when all have been silent for some time, one message is asked for at once, which a server that is there answers.
 *
 * <p>Time is counted in ticks that are never made up for: a process that stood still has not been waiting for anybody.
 */
final class PullWatch {
    static final long TICK_MS = 1_000;

    /** How many ticks of silence lead to a question; with those after it less than a minute. */
    static final int SILENCE = 20;

    /** How many ticks a question may take. */
    static final int PATIENCE = 10;

    /** One message that came so and not through a pull that waits may be chance. */
    private static final int BY_CHANCE = 1;

    private final Vertx vertx;
    private final Subscription subscription;
    private final PullGate gate;
    private final Puller puller;
    private boolean asking;
    private int silent;
    private int unanswered;
    private int passedBy;
    private int connections;

    PullWatch(Vertx vertx, Subscription subscription, PullGate gate, Puller puller) {
        this.vertx = vertx;
        this.subscription = subscription;
        this.gate = gate;
        this.puller = puller;
        puller.onAnswered(this::answered);
    }

    /** Looks again and again until the gate is shut. */
    void begin() {
        vertx.setTimer(TICK_MS, timer -> {
            if (!gate.shut()) {
                tick();
                begin();
            }
        });
    }

    void tick() {
        if (!gate.pulling() || puller.outstanding() == 0) {
            silent = 0;
            return;
        }
        if (asking) {
            unanswered++;
            if (unanswered >= PATIENCE) {
                giveUp("no pull was answered for " + (SILENCE + PATIENCE) * TICK_MS / 1_000 + " s");
            }
            return;
        }
        silent++;
        if (silent >= SILENCE) {
            ask();
        }
    }

    /** From now on pulls are made over other connections: a question over the old ones says nothing of them. */
    void reconnected() {
        connections++;
        asking = false;
        silent = 0;
    }

    /** A pull that waited was answered. */
    private void answered() {
        silent = 0;
        passedBy = 0;
    }

    private void ask() {
        asking = true;
        unanswered = 0;
        int over = connections;
        puller.pullAtOnce().onComplete(answer -> {
            if (over != connections) {
                return;
            }
            asking = false;
            silent = 0;
            if (answer.succeeded()) {
                brought(answer.result());
            } else {
                gate.pullFailed(Puller.failure(answer.cause()));
            }
        });
    }

    private void brought(int messages) {
        passedBy = messages == 0 ? 0 : passedBy + 1;
        if (passedBy > BY_CHANCE) {
            giveUp("messages wait, but pulls that wait for them are not answered");
        } else {
            gate.pullAnswered();
        }
    }

    /** The gate first: what fails because it is abandoned is the same loss. */
    private void giveUp(String reason) {
        passedBy = 0;
        gate.pullFailed(Failure.passing(reason));
        subscription.abandonCalls(reason);
    }
}
