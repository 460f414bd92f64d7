package dev.bqdispatch.action;

/** The plan was told to stop: what was not begun stays undone until the event comes again. */
final class StoppedPlan extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
