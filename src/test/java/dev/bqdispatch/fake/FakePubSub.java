package dev.bqdispatch.fake;

import com.google.protobuf.ByteString;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Pub/Sub with topics and pull subscriptions, at least once
 * (<a href="https://cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions">subscriptions</a>). Names are
 * full: {@code projects/P/topics/T}, {@code projects/P/subscriptions/S}.
 */
public final class FakePubSub {
    /** How long a waiting pull sleeps at most before it looks at a clock that may stand still or jump. */
    private static final long LOOK_AGAIN_MS = 25;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final TreeSet<String> topics = new TreeSet<>();
    private final Map<String, PullSubscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, List<PubSubMessage>> history = new LinkedHashMap<>();
    private Duration pullWait = Duration.ofSeconds(2);
    private long lastMessage;

    FakePubSub(Clock clock) {
        this.clock = clock;
    }

    public void createTopic(String topic) {
        locked(() -> topics.add(topic));
    }

    /** Creates the subscription, and the topic if need be, with an ack deadline of 10 s. */
    public void createSubscription(String subscription, String topic) {
        createSubscription(subscription, topic, Duration.ofSeconds(10), false);
    }

    /** With {@code countsDeliveries} each delivery carries {@code deliveryAttempt}, as if there were a dead-letter policy. */
    public void createSubscription(String subscription, String topic, Duration ackDeadline, boolean countsDeliveries) {
        locked(() -> {
            topics.add(topic);
            return subscriptions.putIfAbsent(
                    subscription, new PullSubscription(subscription, topic, ackDeadline, countsDeliveries, clock));
        });
    }

    /** How long a pull that finds nothing waits for a message (real time); 2 s unless told. */
    public void pullWait(Duration wait) {
        locked(() -> pullWait = wait);
    }

    /** Publishes to all subscriptions of a topic, or to one subscription alone; returns the message ID. */
    public String publish(String topicOrSubscription, ByteString data, Map<String, String> attributes) {
        return locked(() -> {
            PubSubMessage message = new PubSubMessage(Long.toString(++lastMessage), data, attributes, clock.instant());
            if (topicOrSubscription.contains("/subscriptions/")) {
                subscription(topicOrSubscription).add(message);
            } else {
                requireTopic(topicOrSubscription);
                deliver(topicOrSubscription, message);
            }
            published.signalAll();
            return message.id();
        });
    }

    public String publish(String topicOrSubscription, String data) {
        return publish(topicOrSubscription, ByteString.copyFromUtf8(data), Map.of());
    }

    /** What was ever published to a topic that has no subscription of its own to look at. */
    public List<PubSubMessage> publishedTo(String topic) {
        return locked(() -> List.copyOf(history.getOrDefault(topic, List.of())));
    }

    /** What no one has acknowledged yet, waiting or leased, over all subscriptions. */
    public List<PubSubMessage> unacked() {
        return locked(() -> subscriptions.values().stream()
                .flatMap(s -> s.unacked().stream())
                .toList());
    }

    public List<PubSubMessage> unacked(String subscription) {
        return locked(() -> subscription(subscription).unacked());
    }

    /** How many messages of the subscription are leased just now. */
    public int leased(String subscription) {
        return locked(() -> subscription(subscription).leased());
    }

    /**
     * How long until the first message of a subscription comes back, if all that are left were given back with a
     * deadline; empty if one waits, or is worked on.
     *
     * @param extension the deadline that is asked for in order to keep a message
     */
    public Optional<Duration> asleep(String subscription, Duration extension) {
        return locked(() -> subscription(subscription).asleep(extension));
    }

    /** Ends every lease: what was handed out and not acknowledged can be pulled again at once. */
    public void expireLeases() {
        locked(() -> {
            subscriptions.values().forEach(PullSubscription::expireAll);
            published.signalAll();
            return true;
        });
    }

    List<PullSubscription.Delivery> pull(String subscription, int max) {
        return locked(() -> subscription(subscription).pull(max));
    }

    /** Returns when there is something to pull, or nothing came in time. */
    void awaitMessages(String subscription) {
        lock.lock();
        try {
            long end = System.nanoTime() + pullWait.toNanos();
            while (subscriptions.containsKey(subscription)
                    && !subscription(subscription).hasWaiting()) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                published.awaitNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN_MS)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void acknowledge(String subscription, List<String> ackIds) {
        locked(() -> {
            subscription(subscription).acknowledge(ackIds);
            return true;
        });
    }

    void modifyAckDeadline(String subscription, List<String> ackIds, Duration deadline) {
        if (deadline.isNegative() || deadline.toSeconds() > 600) {
            throw GoogleError.badRequest("badRequest", "Invalid ack deadline given: " + deadline.toSeconds());
        }
        locked(() -> {
            subscription(subscription).modifyAckDeadline(ackIds, deadline);
            published.signalAll();
            return true;
        });
    }

    PullSubscription subscription(String name) {
        PullSubscription found = locked(() -> subscriptions.get(name));
        if (found == null) {
            throw GoogleError.notFound("Resource not found (resource=" + last(name) + ").");
        }
        return found;
    }

    void deleteSubscription(String name) {
        locked(() -> subscriptions.remove(subscription(name).name()));
    }

    boolean hasSubscription(String name) {
        return locked(() -> subscriptions.containsKey(name));
    }

    boolean hasTopic(String topic) {
        return locked(() -> topics.contains(topic));
    }

    void requireTopic(String topic) {
        if (!hasTopic(topic)) {
            throw GoogleError.notFound("Resource not found (resource=" + last(topic) + ").");
        }
    }

    /** Kept only where nobody listens, so that a long load run does not fill the memory. */
    private void deliver(String topic, PubSubMessage message) {
        List<PullSubscription> listening = subscriptions.values().stream()
                .filter(s -> s.topic().equals(topic))
                .toList();
        listening.forEach(s -> s.add(message));
        if (listening.isEmpty()) {
            history.computeIfAbsent(topic, any -> new ArrayList<>()).add(message);
        }
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
