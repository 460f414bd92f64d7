/** The only room that sees Google's clients: one adapter per port, and one classifier of their errors. */
@NullMarked
package dev.bqdispatch.gcp;

import org.jspecify.annotations.NullMarked;
