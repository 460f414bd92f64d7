/** Tests of replays that need no service around them. */
@NullMarked
package dev.bqdispatch.replay;

import org.jspecify.annotations.NullMarked;
