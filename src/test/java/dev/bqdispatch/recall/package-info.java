/** What is remembered of many things. */
@NullMarked
package dev.bqdispatch.recall;

import org.jspecify.annotations.NullMarked;
