/**
 * The chaos run: several packaged services against fakes that fail, killed at random, with clocks that are off; then what
 * came of it against what was asked for. {@code ChaosRun} is its command line, {@code Script} what will happen,
 * {@code Model} what must come of it, {@code Audit} what did.
 */
@NullMarked
package dev.bqdispatch.chaos;

import org.jspecify.annotations.NullMarked;
