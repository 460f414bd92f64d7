package dev.bqdispatch.action;

import dev.bqdispatch.fault.Failure;
import dev.bqdispatch.message.Dispatch;
import java.time.Clock;

/** How long a dispatch may fail in passing: {@code GiveUpAfter}, counted from the publishing of its event. */
final class Patience {
    private final Dispatch dispatch;
    private final Clock clock;

    Patience(Dispatch dispatch, Clock clock) {
        this.dispatch = dispatch;
        this.clock = clock;
    }

    boolean isOver() {
        return dispatch.policy().givesUp(dispatch.event().publishTime(), clock.instant());
    }

    /** Whether the failure is to be lived with, since it stays or there is no patience left. */
    boolean endsWith(Failure failure) {
        return !failure.isTransient() || isOver();
    }

    /** The failure that ended it, with the limit as the configuration writes it: {@code 24h}. */
    String tell(Failure failure) {
        return failure.isTransient()
                ? "gave up after " + dispatch.policy().patience() + ": " + failure
                : failure.toString();
    }
}
