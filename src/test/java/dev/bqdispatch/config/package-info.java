/** Tests of what the service is told. */
@NullMarked
package dev.bqdispatch.config;

import org.jspecify.annotations.NullMarked;
