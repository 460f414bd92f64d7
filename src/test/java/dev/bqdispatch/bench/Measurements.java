package dev.bqdispatch.bench;

import java.time.Clock;
import java.util.Iterator;
import java.util.List;

/** All there are, in the order in which they run. */
final class Measurements {
    private Measurements() {}

    static List<Measurement> all() {
        Clock clock = Clock.systemUTC();
        return List.of(
                new Matching(),
                new RouteSets(),
                new Rebuild(),
                Micro.decoding(),
                Micro.expressions(),
                Micro.bus(),
                new OnEmulator(),
                new InMemory(),
                new Matched(clock),
                new Calls(),
                new Start(),
                new Backlog(clock),
                new Reload(clock));
    }

    /** For the usage text. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().stream().map(Measurement::name).iterator();
        }
    }
}
