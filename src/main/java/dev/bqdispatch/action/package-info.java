/** Step 3: runs a plan. The port in this room is what job actions need of BigQuery. */
@NullMarked
package dev.bqdispatch.action;

import org.jspecify.annotations.NullMarked;
