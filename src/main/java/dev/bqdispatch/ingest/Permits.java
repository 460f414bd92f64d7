package dev.bqdispatch.ingest;

import java.util.concurrent.atomic.AtomicInteger;

/** How many messages more may be taken in: the one number that holds all back-pressure. */
final class Permits {
    // Read by whoever looks at the metrics, on whatever thread.
    private final AtomicInteger free;
    private Runnable freed = () -> {};

    Permits(int all) {
        free = new AtomicInteger(all);
    }

    /** Who is told when some become free. */
    void onFreed(Runnable listener) {
        freed = listener;
    }

    int free() {
        return Math.max(0, free.get());
    }

    /** Takes as many as there are, up to {@code most}. */
    int take(int most) {
        int taken = Math.max(0, Math.min(most, free.get()));
        free.addAndGet(-taken);
        return taken;
    }

    /** Takes one, even if there is none. */
    void takeOne() {
        free.decrementAndGet();
    }

    void giveBack(int count) {
        if (count > 0) {
            free.addAndGet(count);
            freed.run();
        }
    }
}
