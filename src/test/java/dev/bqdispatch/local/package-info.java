/**
 * The local run: the packaged service against the fakes, on this machine alone. {@code LocalRun} is its command line,
 * {@code Samples} says what happens and what must come of it. Beside it the runs that flood the service: {@code MemoryRun}
 * with a backlog larger than its memory, {@code FuzzRun} with mutated messages.
 */
@NullMarked
package dev.bqdispatch.local;

import org.jspecify.annotations.NullMarked;
