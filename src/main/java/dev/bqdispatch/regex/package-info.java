/**
 * What the text of an RE2 regex tells of its matches, without running it: texts of which each match contains one, whether
 * a few operations on strings do the same, and how to find it without RE2/J. What is not surely understood tells nothing.
 */
@NullMarked
package dev.bqdispatch.regex;

import org.jspecify.annotations.NullMarked;
