/** What names must promise: they come back, they are unique, they fit. */
@NullMarked
package dev.bqdispatch.ledger;

import org.jspecify.annotations.NullMarked;
