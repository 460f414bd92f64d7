/** Tests of what the matcher decides by itself. */
@NullMarked
package dev.bqdispatch.match;

import org.jspecify.annotations.NullMarked;
