package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.Call;
import dev.bqdispatch.fake.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Faults at random, of every kind, on every call. For one thread at a time. */
final class Weather implements Function<Call, Optional<Fault>> {
    private static final int LATEST_MS = 1_500;

    private final RandomGenerator random;
    private final double rate;
    private final AtomicLong calls;
    private final AtomicLong faults;

    /**
     * @param rate share of the calls that meet a fault
     * @param calls counts all
     * @param faults counts those that meet one
     */
    Weather(RandomGenerator random, double rate, AtomicLong calls, AtomicLong faults) {
        this.random = random;
        this.rate = rate;
        this.calls = calls;
        this.faults = faults;
    }

    private static boolean isGoogle(Call call) {
        return !call.api().equals("slack") && !call.api().equals("target");
    }

    @Override
    public Optional<Fault> apply(Call call) {
        calls.incrementAndGet();
        if (random.nextDouble() >= rate) {
            return Optional.empty();
        }
        faults.incrementAndGet();
        return Optional.of(
                switch (random.nextInt(7)) {
                    case 0 -> Fault.status(429, "rateLimitExceeded");
                    case 1 -> Fault.status(500, "internalError");
                    case 2 -> Fault.status(503, "backendError");
                    // Of others than Google 403 means what it says.
                    case 3 -> Fault.status(isGoogle(call) ? 403 : 429, "rateLimitExceeded");
                    case 4 -> Fault.reset();
                    case 5 -> Fault.loseReply();
                    default -> Fault.late(Duration.ofMillis(50 + random.nextInt(LATEST_MS)));
                });
    }
}
