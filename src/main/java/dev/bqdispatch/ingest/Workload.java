package dev.bqdispatch.ingest;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Has messages worked on in their order, so many bytes of them at a time, but at least one. */
final class Workload {
    private final long most;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private long bytes;
    private boolean beginning;

    private record Waiting(long bytes, Supplier<Future<?>> work) {}

    Workload(long most) {
        this.most = most;
    }

    /** Begins the work now, or once there is room for it. */
    void add(long size, Supplier<Future<?>> work) {
        queue.add(new Waiting(size, work));
        begin();
    }

    /** Work that ends at once comes back here before it has begun, so to say; it must not do so once for each message. */
    private void begin() {
        if (beginning) {
            return;
        }
        beginning = true;
        Waiting next = queue.peek();
        while (next != null && (bytes == 0 || next.bytes() <= most - bytes)) {
            queue.remove();
            begin(next);
            next = queue.peek();
        }
        beginning = false;
    }

    private void begin(Waiting next) {
        bytes += next.bytes();
        next.work().get().onComplete(ended -> {
            bytes -= next.bytes();
            begin();
        });
    }
}
