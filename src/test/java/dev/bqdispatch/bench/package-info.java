/**
 * How fast the service is, measured: {@code BenchRun} is the command line, each {@link Measurement} holds one part
 * against its bars. Loads run in processes of their own, so that none warms up or slows down another.
 */
@NullMarked
package dev.bqdispatch.bench;

import org.jspecify.annotations.NullMarked;
