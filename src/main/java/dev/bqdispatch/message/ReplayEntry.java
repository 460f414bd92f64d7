package dev.bqdispatch.message;

import java.util.Optional;

/**
 * Asks for the failed dispatch of an entry to be done again.
 *
 * @param url of the entry, as somebody wrote it
 * @param route only if this route took the job, or is the one that its chain began with; named as in {@code MatchedRoute}; empty for any
 * @param dryRun whether nothing is to be done, and only told what would be
 */
public record ReplayEntry(String url, Optional<String> route, boolean dryRun) implements BusMessage {}
