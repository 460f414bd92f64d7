package dev.bqdispatch.action;

/**
 * What one kind of action does. Running it again after any failure, or after a crash at any point of it, does nothing
 * twice.
 */
interface Step {
    /**
     * Runs the action; blocks.
     *
     * @throws dev.bqdispatch.fault.CallFailed where the action failed
     * @throws dev.bqdispatch.fault.GroundLost where the service's own folders did
     */
    StepOutcome run(Turn turn);

    /**
     * Puts away what an action left that failed in passing and is not tried again; blocks. What can't be told for sure
     * to be nobody's stays.
     *
     * @param last whether nobody will try it again, for age
     */
    default void abandon(Turn turn, boolean last) {}
}
