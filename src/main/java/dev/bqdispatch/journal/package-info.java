/**
 * Step 4: writes the entry of a dispatch, then retires its task; keeps messages that can't be decoded. What an entry looks
 * like is in {@code EntryJson} alone, where it is called in {@link dev.bqdispatch.ledger}.
 */
@NullMarked
package dev.bqdispatch.journal;

import org.jspecify.annotations.NullMarked;
