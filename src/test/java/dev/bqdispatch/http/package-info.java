/** Tests of calls to others than Google. */
@NullMarked
package dev.bqdispatch.http;

import org.jspecify.annotations.NullMarked;
