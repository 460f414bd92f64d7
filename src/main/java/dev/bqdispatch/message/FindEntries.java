package dev.bqdispatch.message;

import java.time.Duration;

/**
 * Asks for the entries of failed dispatches.
 *
 * @param since how long ago they were written at most
 */
public record FindEntries(Duration since) implements BusMessage {}
