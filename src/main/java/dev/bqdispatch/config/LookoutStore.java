package dev.bqdispatch.config;

import io.vertx.config.spi.ConfigStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A store of vertx-config that only says whether a look showed something else than the one before: a number that grows.
 * What it showed is with the {@link Lookout}.
 */
final class LookoutStore implements ConfigStore {
    private final Lookout lookout;
    private final WorkerExecutor worker;
    /** One look at a time: behind a slow one the next would only queue up. */
    private @Nullable Future<Buffer> looking;

    // Touched by the worker alone, which is one thread.
    private Sighting before;
    private int changes;

    LookoutStore(Vertx vertx, Lookout lookout) {
        this.lookout = lookout;
        this.worker = vertx.createSharedWorkerExecutor("bqdispatch-config", 1);
        this.before = lookout.latest();
    }

    @Override
    public Future<Buffer> get() {
        Future<Buffer> now = looking;
        if (now == null || now.isComplete()) {
            now = worker.executeBlocking(this::look);
            looking = now;
        }
        return now;
    }

    @Override
    public Future<Void> close() {
        return worker.close();
    }

    private Buffer look() {
        Sighting now = lookout.look();
        changes += now.equals(before) ? 0 : 1;
        before = now;
        return new JsonObject().put("changes", changes).toBuffer();
    }
}
