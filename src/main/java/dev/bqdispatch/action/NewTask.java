package dev.bqdispatch.action;

import dev.bqdispatch.job.JobRef;
import dev.bqdispatch.job.ObjectUrl;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The deferred task of a job that is about to be submitted.
 *
 * @param url where it belongs
 * @param job whose it is to be
 * @param root first job of its chain; null if nothing tells
 * @param content makes its text; may block
 * @param own generations of it that were written in this turn, over all its attempts
 */
record NewTask(ObjectUrl url, JobRef job, @Nullable JobRef root, Supplier<byte[]> content, Set<Long> own) {
    NewTask(ObjectUrl url, JobRef job, @Nullable JobRef root, Supplier<byte[]> content) {
        this(url, job, root, content, ConcurrentHashMap.newKeySet());
    }
}
