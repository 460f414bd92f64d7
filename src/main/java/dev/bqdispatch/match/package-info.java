/**
 * Step 2: says what waits for a finished job: its deferred task, else the first route that matches, else nothing. The
 * matcher stays on the event loop; tasks are read by a worker beside it.
 */
@NullMarked
package dev.bqdispatch.match;

import org.jspecify.annotations.NullMarked;
