/**
 * Finds which of many texts stand in another one, at a cost that does not depend on how many they are. May find too many,
 * never too few.
 */
@NullMarked
package dev.bqdispatch.search;

import org.jspecify.annotations.NullMarked;
