/**
 * How a call to Google can fail, as values: what the adapters' one classifier says and every stage understands; and the one
 * retrier.
 */
@NullMarked
package dev.bqdispatch.fault;

import org.jspecify.annotations.NullMarked;
