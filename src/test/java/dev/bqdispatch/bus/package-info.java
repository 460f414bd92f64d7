/** What the bus promises to the stages. */
@NullMarked
package dev.bqdispatch.bus;

import org.jspecify.annotations.NullMarked;
