/** Everything that crosses the event bus: immutable records under one sealed interface, passed by reference. */
@NullMarked
package dev.bqdispatch.message;

import org.jspecify.annotations.NullMarked;
