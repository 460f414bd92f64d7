/**
 * What happened: the finished BigQuery job as a pure value, and the decoders that read it from a message.
 *
 * <p>Knows nothing of rules, of Google's clients or of Vert.x.
 */
@NullMarked
package dev.bqdispatch.job;

import org.jspecify.annotations.NullMarked;
