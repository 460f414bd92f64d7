package dev.bqdispatch.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Cuts acknowledgement IDs into requests: Pub/Sub refuses one over 512 KiB.
 *
 * @see <a href="https://cloud.google.com/pubsub/quotas#resource_limits">limits</a>
 */
final class Batches {
    static final int MOST_IDS = 2_500;
    static final int MOST_BYTES = 400_000;

    private Batches() {}

    /** @param id an item's acknowledgement ID, which is ASCII */
    static <T> List<List<T>> of(List<T> items, Function<T, String> id) {
        List<List<T>> batches = new ArrayList<>();
        List<T> batch = new ArrayList<>();
        int bytes = 0;
        for (T item : items) {
            int size = id.apply(item).length();
            if (!batch.isEmpty() && (batch.size() == MOST_IDS || bytes + size > MOST_BYTES)) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(item);
            bytes += size;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
