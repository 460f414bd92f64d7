/**
 * Step 1: pulls messages, holds a permit for each from before its pull until it is settled, decodes it, carries its
 * event through the other stages, and settles it last. All of it lives on one event loop.
 */
@NullMarked
package dev.bqdispatch.ingest;

import org.jspecify.annotations.NullMarked;
