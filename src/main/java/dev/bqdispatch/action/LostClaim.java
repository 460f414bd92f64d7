package dev.bqdispatch.action;

/** Another run has taken the job over: this one must do nothing more, and clean nothing up. */
final class LostClaim extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
