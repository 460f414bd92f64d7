package dev.bqdispatch.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that runs faster than time, so that what takes a minute need not be waited for so long. */
public final class FastClock extends Clock {
    private final Clock real;
    private final Instant origin;
    private final int speed;

    /**
     * Two clocks with the same origin and speed show the same, in whatever process.
     *
     * @param origin when it shows the right time
     * @param speed how much faster it is, 1 or more
     */
    public FastClock(Clock real, Instant origin, int speed) {
        this.real = real;
        this.origin = origin;
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return origin.plus(Duration.between(origin, real.instant()).multipliedBy(speed));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
