package dev.bqdispatch.fault;

import io.vertx.core.Context;

/**
 * Keeps calls that block off event loops, where they would hold up every event. Whoever makes one says so first. It is
 * asserted, which tests do; in service such a bug makes things slow, and not impossible.
 */
public final class EventLoops {
    private EventLoops() {}

    /** To be called before something that blocks, on the same thread. */
    public static void notBlockedBy(String call) {
        assert !Context.isOnEventLoopThread() : "an event loop is blocked by " + call;
    }
}
