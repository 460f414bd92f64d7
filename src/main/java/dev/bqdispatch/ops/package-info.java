/** The service's face to operators over HTTP: whether it lives, whether it is ready and if not why, and its metrics. */
@NullMarked
package dev.bqdispatch.ops;

import org.jspecify.annotations.NullMarked;
