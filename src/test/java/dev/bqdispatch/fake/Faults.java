package dev.bqdispatch.fake;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The faults that wait for a gateway's next calls; the oldest that fits is used up first, then the weather decides. */
final class Faults {
    private final List<Waiting> waiting = new ArrayList<>();
    private Function<Call, Optional<Fault>> weather = call -> Optional.empty();

    private static final class Waiting {
        private final Predicate<Call> concerned;
        private final Fault fault;
        private int left;

        Waiting(Predicate<Call> concerned, Fault fault, int times) {
            this.concerned = concerned;
            this.fault = fault;
            left = times;
        }
    }

    synchronized void add(int times, Predicate<Call> concerned, Fault fault) {
        waiting.add(new Waiting(concerned, fault, times));
    }

    /** Decides over every call that no fault waits for. */
    synchronized void weather(Function<Call, Optional<Fault>> next) {
        weather = next;
    }

    synchronized void clear() {
        waiting.clear();
        weather = call -> Optional.empty();
    }

    synchronized Optional<Fault> next(Call call) {
        for (Iterator<Waiting> all = waiting.iterator(); all.hasNext(); ) {
            Waiting first = all.next();
            if (first.concerned.test(call)) {
                if (--first.left == 0) {
                    all.remove();
                }
                return Optional.of(first.fault);
            }
        }
        return weather.apply(call);
    }
}
