/**
 * How a call to Google can fail, as values: what the adapters' one classifier says and every stage understands; the one
 * retrier; and what keeps calls that block off event loops.
 */
@NullMarked
package dev.bqdispatch.fault;

import org.jspecify.annotations.NullMarked;
