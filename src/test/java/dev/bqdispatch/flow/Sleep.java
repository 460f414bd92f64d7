package dev.bqdispatch.flow;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.Witness;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Puts a replica to sleep in one of its calls: that still takes effect, but until the replica is woken neither its reply
 * nor any other call gets through. As a process that is frozen for a while, or whose machine is.
 */
final class Sleep implements Witness {
    /** Shorter than a client waits for a reply. */
    private static final long LONGEST_SECONDS = 25;

    private final Predicate<Call> counted;
    private final CompletableFuture<Call> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private long left;

    private Sleep(long call, Predicate<Call> counted) {
        this.left = call;
        this.counted = counted;
    }

    /** Falls asleep in the k-th (from 1) of the calls that the predicate counts. */
    static Sleep inCall(long k, Predicate<Call> counted) {
        return new Sleep(k, counted);
    }

    @Override
    public void saw(Visit visit) {
        if (counted.test(visit.call()) && --left == 0) {
            begun.complete(visit.call());
            over.completeOnTimeout(null, LONGEST_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    boolean hasBegun() {
        return begun.isDone();
    }

    void wake() {
        over.complete(null);
    }

    boolean isOver() {
        return over.isDone();
    }
}
