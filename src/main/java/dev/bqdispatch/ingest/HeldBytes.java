package dev.bqdispatch.ingest;

/**
 * The bytes of what is held, and of what pulls on their way may bring: the second bound on what is taken in, where
 * messages are large.
 */
final class HeldBytes {
    /**
     * The most that one pull brings. Pub/Sub takes no larger message, and no answer of it or its emulator was seen that
     * holds more.
     *
     * @see <a href="https://cloud.google.com/pubsub/quotas#resource_limits">limits</a>
     */
    static final long LARGEST_ANSWER = 10 << 20;

    private final long most;
    private long held;
    private int pulls;

    HeldBytes(long most) {
        this.most = most;
    }

    /** Whether one pull more may be sent; always, if nothing is held and none is on its way. */
    boolean takesPull() {
        return held + pulls == 0 || most - held >= (pulls + 1) * LARGEST_ANSWER;
    }

    void sent() {
        pulls++;
    }

    void answered() {
        pulls--;
    }

    void take(long bytes) {
        held += bytes;
    }

    void release(long bytes) {
        held -= bytes;
    }
}
