package dev.bqdispatch.ingest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is held, each with a permit. A permit is given back with what is removed, so twice does nothing. */
final class InFlight {
    private final Permits permits;
    private final Set<Held> all = new LinkedHashSet<>();
    private final List<Promise<Void>> waiting = new ArrayList<>();
    // Read by whoever looks at the metrics, on whatever thread.
    private volatile int count;

    InFlight(Permits permits) {
        this.permits = permits;
    }

    /** Takes charge of a delivery and of the permit that its pull took. */
    void add(Held held) {
        all.add(held);
        count = all.size();
    }

    /** Whether it was held still; then its permit is free again. */
    boolean remove(Held held) {
        if (!all.remove(held)) {
            return false;
        }
        count = all.size();
        permits.giveBack(1);
        return true;
    }

    /** Tells who waits for it that nothing is held any more; to be called once what was removed is also settled. */
    void tellIfEmpty() {
        if (all.isEmpty()) {
            List.copyOf(waiting).forEach(Promise::tryComplete);
            waiting.clear();
        }
    }

    List<Held> all() {
        return List.copyOf(all);
    }

    int count() {
        return count;
    }

    /** Ends when nothing is held, and the last is settled. */
    Future<Void> whenEmpty() {
        if (all.isEmpty()) {
            return Future.succeededFuture();
        }
        Promise<Void> empty = Promise.promise();
        waiting.add(empty);
        return empty.future();
    }
}
