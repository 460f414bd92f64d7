package dev.bqdispatch.reconcile;

import dev.bqdispatch.rule.Reconciling;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs a pass looks at; all by Google's clock.
 *
 * @param created jobs that were created then or later are listed
 * @param from those that ended before were looked at by an earlier pass, or are none of ours
 * @param to the events of those that end later may still come
 */
record Window(Instant created, Instant from, Instant to) {
    /** What ended while the last pass looked may not have been listed to it. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /**
     * The window of a pass.
     *
     * @param firstStart of the first replica: what ended before is none of ours
     */
    static Window of(Instant now, Reconciling settings, Optional<LastPass> last, Instant firstStart) {
        Instant to = now.minus(settings.after());
        // From there and not from now: else a long wait would leave nothing of the time to look back.
        Instant back = to.minus(settings.lookback());
        Instant since = last.map(pass -> pass.until().minus(OVERLAP)).orElse(back);
        Instant oldest = last.map(LastPass::oldest).orElse(back);
        return new Window(oldest.isBefore(back) ? oldest : back, since.isBefore(firstStart) ? firstStart : since, to);
    }

    /** Whether any job can have ended within. */
    boolean isOpen() {
        return from.isBefore(to);
    }

    boolean holds(@Nullable Instant ended) {
        return ended != null && ended.isAfter(from) && !ended.isAfter(to);
    }
}
