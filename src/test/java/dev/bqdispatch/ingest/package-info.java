@NullMarked
package dev.bqdispatch.ingest;

import org.jspecify.annotations.NullMarked;
