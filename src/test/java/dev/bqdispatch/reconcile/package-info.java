/** Tests of the parts of a pass that need no service around them. */
@NullMarked
package dev.bqdispatch.reconcile;

import org.jspecify.annotations.NullMarked;
