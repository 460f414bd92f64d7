/** What the service counts and times: every name in one file, behind one small face that all stages may use. */
@NullMarked
package dev.bqdispatch.metric;

import org.jspecify.annotations.NullMarked;
