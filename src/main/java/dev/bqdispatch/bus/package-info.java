/**
 * How messages cross the event bus: typed addresses, one codec that passes by reference, and the three ways to talk:
 * ask, serve, announce. The only room that touches {@code EventBus}.
 */
@NullMarked
package dev.bqdispatch.bus;

import org.jspecify.annotations.NullMarked;
