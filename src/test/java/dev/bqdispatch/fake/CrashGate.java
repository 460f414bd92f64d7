package dev.bqdispatch.fake;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Stops a service at an exact point: the k-th counted call still takes effect, nothing after it does. One gate may be
 * given to several gateways; they count together, and the one that makes the k-th call dies while the others go on.
 * Every call passes under one lock from the decision to the end of its effect, so no effect can slip by.
 */
public final class CrashGate {
    /** Whether the service still learns of its last effect. */
    public enum Mode {
        AFTER_REPLY,
        BEFORE_REPLY
    }

    private final long last;
    private final Mode mode;
    private final Predicate<Call> counted;
    private final Set<Object> dead = new HashSet<>();
    private final CompletableFuture<Call> tripped = new CompletableFuture<>();
    private long count;

    private CrashGate(long last, Mode mode, Predicate<Call> counted) {
        this.last = last;
        this.mode = mode;
        this.counted = counted;
    }

    /** The k-th (from 1) of the calls that the predicate counts is the last one. */
    public static CrashGate stopAfter(long k, Mode mode, Predicate<Call> counted) {
        if (k < 1) {
            throw new IllegalArgumentException("the first call has the number 1, not " + k);
        }
        return new CrashGate(k, mode, counted);
    }

    /** Counts and never stops: how many crash points there are. */
    public static CrashGate open(Predicate<Call> counted) {
        return new CrashGate(Long.MAX_VALUE, Mode.AFTER_REPLY, counted);
    }

    /** Completes with the last call, once its reply was sent or its connection reset. */
    public CompletableFuture<Call> tripped() {
        return tripped.copy();
    }

    /** How many counted calls took effect so far, over all gateways. */
    public synchronized long counted() {
        return count;
    }

    synchronized boolean isDead(Object gateway) {
        return dead.contains(gateway);
    }

    synchronized void kill(Object gateway) {
        dead.add(gateway);
    }

    /** What became of a request at the gate; the last call, if it was that. */
    record Passage<T>(Outcome outcome, Optional<T> result, Optional<Call> lastCall) {}

    enum Outcome {
        REPLY,
        RESET
    }

    /** Does the effect unless the gateway is dead. The effect says which call it was, and whether it counts at all. */
    synchronized <T> Passage<T> pass(Object gateway, Supplier<Done<T>> effect) {
        if (dead.contains(gateway)) {
            return new Passage<>(Outcome.RESET, Optional.empty(), Optional.empty());
        }
        Done<T> done = effect.get();
        boolean isLast = done.took() && counted.test(done.call()) && ++count == last;
        if (isLast) {
            dead.add(gateway);
        }
        return new Passage<>(
                isLast && mode == Mode.BEFORE_REPLY ? Outcome.RESET : Outcome.REPLY,
                Optional.of(done.result()),
                isLast ? Optional.of(done.call()) : Optional.empty());
    }

    void lastReplyIsOut(Call call) {
        tripped.complete(call);
    }

    /** An effect that was done; {@code took} is false when an injected fault stood in for it. */
    record Done<T>(Call call, T result, boolean took) {}
}
