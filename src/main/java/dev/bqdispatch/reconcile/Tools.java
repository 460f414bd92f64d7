package dev.bqdispatch.reconcile;

import dev.bqdispatch.bus.Bus;
import dev.bqdispatch.fault.Retrier;
import dev.bqdispatch.metric.Metrics;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** What every part of a pass works with. */
record Tools(Bus bus, Metrics metrics, Retrier retrier, Reach reach) {

    /** Makes calls that block; fails as the last of its attempts did. */
    <T> Future<T> call(Supplier<T> blocking) {
        return retrier.run(blocking).compose(tried -> {
            try {
                return Future.succeededFuture(tried.get());
            } catch (RuntimeException failed) {
                return Future.failedFuture(failed);
            }
        });
    }
}
