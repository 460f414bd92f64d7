package dev.bqdispatch.fake;

import java.time.Duration;

/** What can go wrong between a service and Google. */
public sealed interface Fault {
    /** An error reply; the call has no effect. */
    record Refuse(GoogleError error) implements Fault {}

    /** The connection is reset before the call has an effect. */
    record Reset() implements Fault {}

    /** The call takes effect, and the connection is reset instead of a reply. */
    record LoseReply() implements Fault {}

    /** The call takes effect at once, its reply comes late. */
    record Late(Duration by) implements Fault {}

    static Fault status(int code, String reason) {
        return new Refuse(new GoogleError(code, reason, "injected: " + reason));
    }

    static Fault reset() {
        return new Reset();
    }

    static Fault loseReply() {
        return new LoseReply();
    }

    static Fault late(Duration by) {
        return new Late(by);
    }
}
