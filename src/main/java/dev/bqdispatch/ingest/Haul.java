package dev.bqdispatch.ingest;

/**
 * What one pull brought. Once the last of it is done nothing more of it comes to be told together, so there is nothing to
 * wait for: an event that nothing waits for is acknowledged in the moment that it is read in, and by no more calls than
 * brought it.
 */
final class Haul {
    private final Runnable whenDone;
    private int left;

    /** @param whenDone what then happens, at most once */
    Haul(int messages, Runnable whenDone) {
        left = messages;
        this.whenDone = whenDone;
    }

    /** One of its messages is settled. */
    void settled() {
        left--;
        if (left == 0) {
            whenDone.run();
        }
    }
}
