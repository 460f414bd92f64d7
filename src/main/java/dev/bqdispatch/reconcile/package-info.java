/**
 * What no event told of: looks for finished jobs whose tasks still wait, and for those that a route would have taken, and
 * has them carried as if their events had come. One replica at a time.
 */
@NullMarked
package dev.bqdispatch.reconcile;

import org.jspecify.annotations.NullMarked;
