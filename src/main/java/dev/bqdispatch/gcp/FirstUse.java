package dev.bqdispatch.gcp;

import dev.bqdispatch.fault.CallFailed;
import dev.bqdispatch.fault.Failure;
import java.io.IOException;
import java.util.Optional;

/** A client that is rarely needed, built when it first is: start-up counts. Safe for use by many threads. */
final class FirstUse<T> {
    private final String what;
    private final Maker<T> maker;
    private Optional<T> made = Optional.empty();

    /** Builds a client. */
    interface Maker<T> {
        /**
         * Builds it.
         *
         * @throws IOException if there are no credentials for it
         */
        T make() throws IOException;
    }

    /** @param what for people */
    FirstUse(String what, Maker<T> maker) {
        this.what = what;
        this.maker = maker;
    }

    /**
     * The client.
     *
     * @throws CallFailed for good, if there are no credentials for it
     */
    synchronized T get() {
        if (made.isEmpty()) {
            try {
                made = Optional.of(maker.make());
            } catch (IOException e) {
                throw new CallFailed(
                        Failure.permanent("there are no credentials for " + what + ": " + e.getMessage()), e);
            }
        }
        return made.get();
    }

    /** The client, if it was ever needed. */
    synchronized Optional<T> made() {
        return made;
    }
}
