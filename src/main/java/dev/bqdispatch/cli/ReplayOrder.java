package dev.bqdispatch.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be replayed.
 *
 * @param urls of entries; none if they are looked for
 * @param since how long ago entries that are looked for were written at most
 * @param route only of this one; empty for any
 * @param limit most entries
 * @param dryRun whether nothing is done
 */
public record ReplayOrder(
        List<String> urls, Optional<Duration> since, Optional<String> route, int limit, boolean dryRun) {
    public ReplayOrder {
        urls = List.copyOf(urls);
        if (urls.isEmpty() == since.isEmpty() || limit < 1) {
            throw new IllegalArgumentException("either entries or a time: " + urls + ", " + since + ", " + limit);
        }
    }
}
