/** Tests of what operators see. */
@NullMarked
package dev.bqdispatch.ops;

import org.jspecify.annotations.NullMarked;
