package dev.bqdispatch.metric;

import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Shows how busy the pools of blocking calls are; Vert.x tells. Of all that Vert.x could tell, nothing else is asked. */
public final class PoolMeters implements VertxMetrics {
    private static final String OURS = "bqdispatch-";
    /** Vert.x's own pool for whoever has none. */
    private static final String SHARED = "vert.x-worker-thread";

    private final Metrics metrics;
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();

    public PoolMeters(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int size) {
        if (!name.startsWith(OURS) && !name.equals(SHARED)) {
            return new Pool();
        }
        return pools.computeIfAbsent(name.equals(SHARED) ? "shared" : name.substring(OURS.length()), this::shown);
    }

    private Pool shown(String name) {
        Pool pool = new Pool();
        metrics.show(Metric.POOL_QUEUED, pool.queued::sum, name);
        metrics.show(Metric.POOL_BUSY, pool.busy::sum, name);
        return pool;
    }

    private static final class Pool implements PoolMetrics<Boolean, Boolean> {
        private final LongAdder queued = new LongAdder();
        private final LongAdder busy = new LongAdder();

        @Override
        public Boolean enqueue() {
            queued.increment();
            return true;
        }

        @Override
        public void dequeue(Boolean waited) {
            queued.decrement();
        }

        @Override
        public Boolean begin() {
            busy.increment();
            return true;
        }

        @Override
        public void end(Boolean worked) {
            busy.decrement();
        }
    }
}
