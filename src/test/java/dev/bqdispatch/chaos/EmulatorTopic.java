package dev.bqdispatch.chaos;

import dev.bqdispatch.fake.PubSubEmulator;
import dev.bqdispatch.fake.PubSubMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Google's own emulator, which replicas reach without anything in between: here no call to Pub/Sub fails. */
final class EmulatorTopic implements Topic {
    private static final String TOPIC = "projects/acme/topics/jobs";
    private static final String PUSHED = "projects/acme/subscriptions/pushed";
    private static final int MOST = 1_000;

    /** Longer than the lease of what a replica held when it ended. */
    private static final Duration LEASE = Duration.ofSeconds(11);

    private final PubSubEmulator emulator;

    EmulatorTopic(PubSubEmulator emulator) {
        this.emulator = emulator;
        emulator.createTopic(TOPIC);
        emulator.createTopic(Documents.DONE);
        emulator.createSubscription(Script.SUBSCRIPTION, TOPIC);
        emulator.createSubscription(PUSHED, Documents.DONE);
    }

    @Override
    public String words() {
        return "Google's Pub/Sub emulator";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("PUBSUB_EMULATOR_HOST", emulator.host());
    }

    @Override
    public String publish(String data) {
        return emulator.publish(TOPIC, List.of(data)).get(0);
    }

    @Override
    public int waiting() {
        return -1;
    }

    @Override
    public List<String> left() {
        List<String> left = new ArrayList<>();
        long end = System.nanoTime() + LEASE.toNanos();
        do {
            drain(Script.SUBSCRIPTION, message -> left.add(message.text()));
        } while (System.nanoTime() < end);
        return left;
    }

    @Override
    public void pushed(Deliveries deliveries) {
        drain(
                PUSHED,
                message -> deliveries.add(
                        Effect.PUSH,
                        message.text(),
                        new Deliveries.Delivery(
                                message.attributes().getOrDefault("idempotency_key", ""),
                                Deliveries.ANY,
                                message.publishTime(),
                                false)));
    }

    private void drain(String subscription, Consumer<PubSubMessage> taker) {
        List<PubSubMessage> messages;
        do {
            messages = emulator.take(subscription, MOST);
            messages.forEach(taker);
        } while (!messages.isEmpty());
    }

    @Override
    public void close() {
        emulator.close();
    }
}
