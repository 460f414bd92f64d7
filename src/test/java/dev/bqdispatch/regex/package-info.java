/** Tests of what is read from regexes. */
@NullMarked
package dev.bqdispatch.regex;

import org.jspecify.annotations.NullMarked;
