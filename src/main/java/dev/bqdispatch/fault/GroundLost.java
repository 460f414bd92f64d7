package dev.bqdispatch.fault;

/**
 * The service's own ground gave way: a journal, error, task or state folder can't be read or written. That is no
 * event's fault, so no event is given up for it.
 */
public final class GroundLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final transient Failure failure;

    /** @param place the folder, for the operator who has to mend it */
    public GroundLost(String place, CallFailed cause) {
        super(place + ": " + cause.getMessage(), cause);
        this.place = place;
        this.failure = cause.failure();
    }

    public String place() {
        return place;
    }

    public Failure failure() {
        return failure;
    }
}
