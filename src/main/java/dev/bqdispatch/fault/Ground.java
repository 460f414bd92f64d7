package dev.bqdispatch.fault;

import java.util.function.Supplier;

/** Marks calls that the service makes for its own sake: their failure is no event's fault. */
public final class Ground {
    private Ground() {}

    /**
     * Makes a call on the service's own ground.
     *
     * @param place the folder, for the operator
     * @throws GroundLost if the call fails, for whatever reason
     */
    public static <T> T at(Object place, Supplier<T> call) {
        try {
            return call.get();
        } catch (CallFailed e) {
            throw new GroundLost(place.toString(), e);
        }
    }
}
