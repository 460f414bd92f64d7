/** Tests of the command line's parts. */
@NullMarked
package dev.bqdispatch.cli;

import org.jspecify.annotations.NullMarked;
