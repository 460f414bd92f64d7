package dev.bqdispatch.message;

import java.time.Duration;

/**
 * Asks how far the service is behind with its subscription.
 *
 * @param within counts what came during the last time of that length, at most a minute
 */
public record AskBacklog(Duration within) implements BusMessage {}
