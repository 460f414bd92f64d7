package dev.bqdispatch.reconcile;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Does something for each of many, a few at a time, as long as a pass may go on; for one event loop. */
final class Few {
    private static final int AT_ONCE = 8;

    private Few() {}

    /**
     * Ends when all are done, or those begun when the pass ended.
     *
     * @param work never fails
     */
    static <T> Future<Void> each(Collection<T> all, Watch watch, Function<T, Future<Void>> work) {
        Iterator<T> left = all.iterator();
        return Future.join(IntStream.range(0, Math.min(AT_ONCE, all.size()))
                        .mapToObj(lane -> Loop.whileWanted(() -> next(left, watch, work)))
                        .toList())
                .mapEmpty();
    }

    private static <T> Future<Boolean> next(Iterator<T> left, Watch watch, Function<T, Future<Void>> work) {
        return left.hasNext() && watch.over() == null
                ? work.apply(left.next()).map(true)
                : Future.succeededFuture(false);
    }
}
