/** The whole service against faked Google APIs: what one event, or a chain of them, leaves behind. */
@NullMarked
package dev.bqdispatch.flow;

import org.jspecify.annotations.NullMarked;
