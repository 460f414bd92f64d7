/** The adapters against the fakes, over HTTP as in the cloud. */
@NullMarked
package dev.bqdispatch.gcp;

import org.jspecify.annotations.NullMarked;
