/** What is counted and timed. */
@NullMarked
package dev.bqdispatch.metric;

import org.jspecify.annotations.NullMarked;
