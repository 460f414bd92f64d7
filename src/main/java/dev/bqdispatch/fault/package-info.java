/**
 * How a call to Google can fail, as values: what the adapters' one classifier says and every stage understands.
 */
@NullMarked
package dev.bqdispatch.fault;

import org.jspecify.annotations.NullMarked;
