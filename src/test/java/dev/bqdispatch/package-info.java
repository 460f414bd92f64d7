/** The house as a whole. */
@NullMarked
package dev.bqdispatch;

import org.jspecify.annotations.NullMarked;
