/**
 * HTTP to whoever is not Google: Slack, and the services that actions call. Alone in seeing an HTTP client for that; one
 * attempt per call, bounded in time and size.
 */
@NullMarked
package dev.bqdispatch.http;

import org.jspecify.annotations.NullMarked;
