package dev.bqdispatch.chaos;

import dev.bqdispatch.chaos.Deliveries.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** When which replica was torn out of its work, which is the only excuse for telling somebody something again. */
final class Interruptions {
    /**
     * How long after an answer its replica may need to note down that it came: a few calls, each tried three times, on a
     * machine that has much to do.
     */
    private static final Duration NOTED = Duration.ofSeconds(5);

    private final List<Interruption> all = new CopyOnWriteArrayList<>();

    private record Interruption(int replica, Instant at, Kind kind) {}

    private enum Kind {
        TORN_OUT,
        WOKEN,
        BEGUN
    }

    /** The replica was killed, told to end, or frozen. */
    void tornOut(int replica, Instant at) {
        all.add(new Interruption(replica, at, Kind.TORN_OUT));
    }

    /** The replica goes on, after its leases and claims have ended. */
    void woken(int replica, Instant at) {
        all.add(new Interruption(replica, at, Kind.WOKEN));
    }

    /** The replica is started again. */
    void begun(int replica, Instant at) {
        all.add(new Interruption(replica, at, Kind.BEGUN));
    }

    /** Whether somebody may have been told the same again. */
    boolean excuse(Delivery first, Delivery again) {
        return first.lost() || cutShort(first) || late(first) || late(again);
    }

    /** The replica may not have come to note down that it told it; or had just sent it, and it arrived afterwards. */
    private boolean cutShort(Delivery told) {
        return all.stream()
                .filter(each -> each.kind() == Kind.TORN_OUT && isOf(told, each))
                .anyMatch(each -> soon(told.at(), each.at()) || (soon(each.at(), told.at()) && isAway(told, each)));
    }

    /** Whether the replica had not come back yet. */
    private boolean isAway(Delivery told, Interruption torn) {
        return all.stream()
                .filter(each -> each.kind() != Kind.TORN_OUT && each.replica() == torn.replica())
                .noneMatch(back -> !back.at().isBefore(torn.at()) && back.at().isBefore(told.at()));
    }

    /** The replica may have told what was its to tell before it was frozen. */
    private boolean late(Delivery told) {
        return all.stream()
                .anyMatch(each -> each.kind() == Kind.WOKEN && isOf(told, each) && soon(each.at(), told.at()));
    }

    private static boolean isOf(Delivery told, Interruption each) {
        return each.replica() == told.replica() || told.replica() == Deliveries.ANY;
    }

    private static boolean soon(Instant first, Instant second) {
        Duration between = Duration.between(first, second);
        return !between.isNegative() && between.compareTo(NOTED) <= 0;
    }
}
