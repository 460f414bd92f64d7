package dev.bqdispatch.bench;

import dev.bqdispatch.local.MemoryRun;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** {@code scripts/memory.sh} in small: a backlog that would not fit into the heap. */
final class Backlog implements Measurement {
    private static final int HEAP_MB = 256;

    private final Clock clock;

    Backlog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public Found measure(Ground ground) throws IOException, InterruptedException {
        int events = ground.effort().of(500, 10_000, 100_000);
        ground.telling().now(String.format(Locale.ROOT, "heap, %,d events", events));
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        OptionalInt peak = MemoryRun.pass(ground.jar(), HEAP_MB + "m", events, nowhere, clock);
        if (peak.isEmpty()) {
            throw new IOException("256 MB were not enough; scripts/memory.sh says more");
        }
        String what = String.format(
                Locale.ROOT, "most heap in use after a collection, -Xmx256m, backlog of %,d events", events);
        String note = "scripts/memory.sh goes through a million";
        return Found.of(List.of(Row.held(name(), what, Unit.MEGABYTES, Bar.atMost(HEAP_MB), peak.getAsInt(), note)));
    }
}
