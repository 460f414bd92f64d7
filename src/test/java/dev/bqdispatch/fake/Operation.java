package dev.bqdispatch.fake;

import java.util.function.Supplier;

/**
 * One API method, found but not yet done. The wait (of a pull for its messages) is over before the gateway decides
 * whether the effect may happen at all; deciding and doing are then one step.
 */
record Operation(String api, String method, Runnable waits, Supplier<Reply> effect) {
    static Operation of(String api, String method, Supplier<Reply> effect) {
        return new Operation(api, method, () -> {}, effect);
    }

    /** A path that Google knows and this fake does not. */
    static Operation unknown(String api, ApiRequest request) {
        return of(api, "unknown", () -> {
            throw new GoogleError(
                    501, "notImplemented", "the fake does not know " + request.verb() + " " + request.path());
        });
    }
}
