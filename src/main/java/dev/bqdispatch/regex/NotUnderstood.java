package dev.bqdispatch.regex;

/** Thrown where a regex holds something that is not read; never leaves this package. */
final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotUnderstood() {
        super(null, null, false, false);
    }
}
