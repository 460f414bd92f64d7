/** Starts here: {@code Main} is the command line, {@code Service} builds every part of the running service. */
@NullMarked
package dev.bqdispatch;

import org.jspecify.annotations.NullMarked;
