/** Tests of the search for many texts. */
@NullMarked
package dev.bqdispatch.search;

import org.jspecify.annotations.NullMarked;
