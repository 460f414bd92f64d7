package dev.bqdispatch.ledger;

import dev.bqdispatch.fault.Ground;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What time it is by Cloud Storage's clock, the only one that all replicas share. It is learned from the creation time of
 * an object that was just written, and carried on by a clock that only tells how time goes by. Safe for use by several
 * threads.
 */
public final class ServerClock {
    /** Two quartz crystals part by less than a tenth of a second meanwhile. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Objects objects;
    private final StateNames names;
    private final LongSupplier nanos;
    private final Supplier<String> tokens;
    private volatile @Nullable Sample newest;

    private record Sample(Instant server, long nanos) {}

    /**
     * A clock that knows nothing yet.
     *
     * @param nanos as {@link System#nanoTime}
     * @param tokens makes texts that are never the same twice, on whatever replica
     */
    public ServerClock(Objects objects, StateNames names, LongSupplier nanos, Supplier<String> tokens) {
        this.objects = objects;
        this.names = names;
        this.nanos = nanos;
        this.tokens = tokens;
    }

    /** An object was created just now, and this is the time its reply came with. */
    void saw(Instant created) {
        newest = new Sample(created, nanos.getAsLong());
    }

    /**
     * The time there, or a little less: never more. Blocks where nothing was written for long, for two calls.
     *
     * @throws dev.bqdispatch.fault.GroundLost if the folder can't be written to
     */
    public Instant now() {
        Sample known = newest;
        if (known == null || since(known).compareTo(GOOD_FOR) > 0) {
            Objects.Stat probe = probe();
            saw(probe.created());
            return probe.created();
        }
        return known.server().plus(since(known));
    }

    private Duration since(Sample sample) {
        return Duration.ofNanos(nanos.getAsLong() - sample.nanos());
    }

    private Objects.Stat probe() {
        return Ground.at(names.folder(), () -> {
            var url = names.clock(tokens.get());
            Objects.Stat written = objects.replace(url, 0, new byte[0], Map.of())
                    .orElseThrow(() -> new IllegalStateException("a token was made twice: " + url));
            objects.delete(url, written.generation());
            return written;
        });
    }
}
