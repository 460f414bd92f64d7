package dev.bqdispatch.ingest;

import dev.bqdispatch.job.JobRef;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One at a time for each job: a second arrival waits until the first is through, and then finds its entry. */
final class Turns {
    private final Map<JobRef, Future<?>> last = new HashMap<>();

    <T> Future<T> take(JobRef job, Supplier<Future<T>> work) {
        Future<?> before = last.get(job);
        Future<T> mine = before == null ? work.get() : before.transform((any, error) -> work.get());
        last.put(job, mine);
        mine.onComplete(ended -> last.remove(job, mine));
        return mine;
    }

    int jobs() {
        return last.size();
    }
}
