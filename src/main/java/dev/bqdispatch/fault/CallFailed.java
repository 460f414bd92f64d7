package dev.bqdispatch.fault;

/** A call to Google failed, for reasons of the event or the action that made it. */
public final class CallFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public CallFailed(Failure failure, Throwable cause) {
        super(failure.toString(), cause);
        this.failure = failure;
    }

    public CallFailed(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
