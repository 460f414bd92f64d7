/**
 * What the text of an RE2 regex tells of its matches, without running it: texts of which each match contains one, and
 * whether a few operations on strings do the same. What is not surely understood tells nothing.
 */
@NullMarked
package dev.bqdispatch.regex;

import org.jspecify.annotations.NullMarked;
