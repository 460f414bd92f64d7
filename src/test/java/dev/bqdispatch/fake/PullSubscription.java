package dev.bqdispatch.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pull subscription: what waits, and what is leased to whom until when. A lease that ends, by the clock or by a
 * deadline of 0, puts the message back; only the lease of the latest delivery can end it for good.
 * Guarded by its {@link FakePubSub}.
 */
final class PullSubscription {
    private final String name;
    private final String topic;
    private final Duration ackDeadline;
    private final boolean countsDeliveries;
    private final Clock clock;
    private final Deque<Pending> waiting = new ArrayDeque<>();
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private long deliveries;

    private record Pending(PubSubMessage message, int delivered) {}

    /** @param asked the deadline that was asked for by its number of seconds; null for that of the delivery */
    private record Lease(
            Pending pending, Instant until, @Nullable Duration asked) {}

    /** What a pull hands out. */
    record Delivery(String ackId, PubSubMessage message, int attempt) {}

    PullSubscription(String name, String topic, Duration ackDeadline, boolean countsDeliveries, Clock clock) {
        this.name = name;
        this.topic = topic;
        this.ackDeadline = ackDeadline;
        this.countsDeliveries = countsDeliveries;
        this.clock = clock;
    }

    String name() {
        return name;
    }

    String topic() {
        return topic;
    }

    Duration ackDeadline() {
        return ackDeadline;
    }

    boolean countsDeliveries() {
        return countsDeliveries;
    }

    void add(PubSubMessage message) {
        waiting.addLast(new Pending(message, 0));
    }

    List<Delivery> pull(int max) {
        expire();
        List<Delivery> found = new ArrayList<>();
        Instant until = clock.instant().plus(ackDeadline);
        while (found.size() < max && !waiting.isEmpty()) {
            Pending next = waiting.removeFirst();
            Pending now = new Pending(next.message(), next.delivered() + 1);
            String ackId = name.substring(name.lastIndexOf('/') + 1) + ":"
                    + now.message().id() + ":" + ++deliveries;
            leases.put(ackId, new Lease(now, until, null));
            found.add(new Delivery(ackId, now.message(), now.delivered()));
        }
        return found;
    }

    /** An ID whose lease is over is ignored, as Google does without exactly-once delivery. */
    void acknowledge(List<String> ackIds) {
        expire();
        ackIds.forEach(leases::remove);
    }

    void modifyAckDeadline(List<String> ackIds, Duration deadline) {
        expire();
        Instant until = clock.instant().plus(deadline);
        for (String ackId : ackIds) {
            leases.computeIfPresent(ackId, (id, lease) -> new Lease(lease.pending(), until, deadline));
        }
        expire();
    }

    boolean hasWaiting() {
        expire();
        return !waiting.isEmpty();
    }

    int leased() {
        expire();
        return leases.size();
    }

    /**
     * How long until the next message comes back, if each that is not acknowledged was given back with a deadline.
     *
     * @param extension what is asked for in order to keep a message
     */
    Optional<Duration> asleep(Duration extension) {
        expire();
        boolean all = waiting.isEmpty()
                && leases.values().stream()
                        .map(Lease::asked)
                        .allMatch(asked -> asked != null && !asked.equals(extension));
        return leases.values().stream()
                .filter(lease -> all)
                .map(Lease::until)
                .min(Instant::compareTo)
                .map(first -> Duration.between(clock.instant(), first));
    }

    void expireAll() {
        leases.values().forEach(lease -> waiting.addLast(lease.pending()));
        leases.clear();
    }

    List<PubSubMessage> unacked() {
        List<PubSubMessage> found = new ArrayList<>();
        waiting.forEach(pending -> found.add(pending.message()));
        leases.values().forEach(lease -> found.add(lease.pending().message()));
        return found;
    }

    private void expire() {
        Instant now = clock.instant();
        for (Iterator<Lease> all = leases.values().iterator(); all.hasNext(); ) {
            Lease lease = all.next();
            if (!lease.until().isAfter(now)) {
                all.remove();
                waiting.addLast(lease.pending());
            }
        }
    }
}
