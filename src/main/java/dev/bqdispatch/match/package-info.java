/**
 * Step 2: says what waits for a finished job: its deferred task, else the first route that matches, else nothing. The
 * matcher stays on the event loop; tasks are read by a worker beside it.
 *
 * <p>A {@link dev.bqdispatch.match.RouteTable} knows the routes of one version. {@code RouteScan} asks one after the other,
 * which says what is right; {@code RouteIndex} gives the same answers at a cost that does not grow with their number, and is
 * made by a worker when a version comes.
 */
@NullMarked
package dev.bqdispatch.match;

import org.jspecify.annotations.NullMarked;
