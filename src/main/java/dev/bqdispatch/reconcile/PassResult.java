package dev.bqdispatch.reconcile;

/** How a pass ended. */
enum PassResult {
    /** All was looked at. */
    DONE("done"),
    /** Another replica is at it, or was a moment ago. */
    BUSY("busy"),
    /** The backlog is old: what looks missed may only be late. */
    PAUSED("paused"),
    /** The service is about to end, or the claim went to another replica. */
    STOPPED("stopped"),
    /** Something could not be looked at. */
    FAILED("failed");

    private final String word;

    PassResult(String word) {
        this.word = word;
    }

    /** The word of the metric. */
    String word() {
        return word;
    }
}
