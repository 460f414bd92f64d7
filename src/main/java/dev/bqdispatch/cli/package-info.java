/** The commands of the command line. */
@NullMarked
package dev.bqdispatch.cli;

import org.jspecify.annotations.NullMarked;
