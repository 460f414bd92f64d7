package dev.bqdispatch.message;

/** What became of an event that is done with. */
public enum Outcome {
    /** Its plan ran well. */
    OK("ok", true),
    /** Its plan failed for good, and the entry says so. */
    ERROR("error", true),
    /** Its job failed and was submitted again. */
    RETRIED("retried", true),
    /** Its plan ran for another job that counts as the same. */
    SKIPPED("skipped", true),
    /** Its job had an entry already. */
    DUPLICATE("duplicate", true),
    /** Nothing waits for it. */
    UNMATCHED("unmatched", false),
    /** It is no completion. */
    IGNORED("ignored", false),
    /** It can't be decoded, and is kept for people. */
    INVALID("invalid", true);

    private final String word;
    private final boolean onGround;

    Outcome(String word, boolean onGround) {
        this.word = word;
        this.onGround = onGround;
    }

    /** The word of the metric. */
    public String word() {
        return word;
    }

    /** Whether getting there took the service's own folders, and so shows that they work. */
    public boolean onGround() {
        return onGround;
    }
}
